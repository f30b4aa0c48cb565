package hms.demo;

import hms.client.ApiClient;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was is still there after the office has been stopped and started. */
final class Restart implements Report.Step {
  private final Scene scene;

  Restart(Scene scene) {
    this.scene = scene;
  }

  @Override
  public void play() {
    var before = everything();
    var positions = positions();
    var cluster = scene.stage().cluster();
    long old = scene.stage().office().pid();
    scene.stage().office().stop();
    scene.report().check(!scene.stage().office().alive(), "process " + old + " drained and ended");
    var office = cluster.startOffice();
    String status = scene.cast().anyone().get("/readyz").body().path("status").asText();
    scene.report().equal("ready", status, "process " + office.pid());
    var after = everything();
    before.forEach(
        (what, seen) -> scene.report().check(seen.equals(after.get(what)), what + " as before"));
    scene.report().check(positions.equals(positions()), "message streams as before " + positions);
  }

  private Map<String, String> everything() {
    var cast = scene.cast();
    var all = new LinkedHashMap<String, String>();
    all.put("artisans", read(cast.as("artisan-manager"), "/api/v1/artisans"));
    all.put("products", read(cast.as("reviewer"), "/api/v1/products"));
    all.put("catalogue", read(cast.anyone(), "/api/v1/catalogue/products"));
    all.put("order", read(cast.as("order-manager"), "/api/v1/orders/" + scene.recall("order")));
    all.put("job result", read(cast.as("operator"), "/api/v1/jobs/" + scene.recall("job")));
    all.put("security events", read(cast.as("auditor"), "/api/v1/security-events"));
    return all;
  }

  private static String read(ApiClient client, String path) {
    return client.get(path).body().toString();
  }

  private Map<String, String> positions() {
    var all = new LinkedHashMap<String, String>();
    scene.makers().forEach((handle, maker) -> all.put(handle, position(maker)));
    return all;
  }

  private static String position(Maker maker) {
    var positions = Maker.answered(maker.app().positions());
    return "out %d, in %d".formatted(positions.sent(), positions.received());
  }
}
