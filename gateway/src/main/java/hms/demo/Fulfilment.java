package hms.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hms.client.ApiProblem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Both makers accept and ship by signed messages; then it is too late to cancel. */
final class Fulfilment implements Report.Step {
  private final Scene scene;

  Fulfilment(Scene scene) {
    this.scene = scene;
  }

  @Override
  public void play() {
    scene.makers().values().forEach(this::accept);
    status("in_progress");
    scene.makers().values().forEach(this::ship);
    status("shipped");
    cancelTooLate();
  }

  private void accept(Maker maker) {
    int days = scene.content().shipping().path("promisedInDays").asInt();
    var promised = LocalDate.now(ZoneOffset.UTC).plusDays(days);
    var accept =
        new JsonObject().put("oid", workOrder(maker)).put("promisedShipDate", promised.toString());
    JsonObject reply = maker.ask("work_order.accept", accept);
    boolean street = reply.getJsonObject("shipTo", new JsonObject()).containsKey("streetAddress");
    scene
        .report()
        .check(
            "accepted".equals(reply.getString("requestState")) && street,
            maker.handle() + " promises " + promised + " and now sees the street");
  }

  private void ship(Maker maker) {
    var work = maker.get("/api/v1/work-orders/" + workOrder(maker));
    var lines = new JsonArray();
    for (int i = 0; i < work.getJsonArray("lines").size(); i++) {
      var line = work.getJsonArray("lines").getJsonObject(i);
      lines.add(
          new JsonObject()
              .put("line", line.getString("oid"))
              .put("units", line.getJsonObject("units").getInteger("accepted")));
    }
    var shipping = scene.content().shipping();
    var ship =
        new JsonObject()
            .put("oid", workOrder(maker))
            .put("shipment", maker.newId().toString())
            .put("lines", lines)
            .put("carrier", shipping.path("carrier").asText())
            .put("tracking", shipping.path("tracking").asText())
            .put("shippedAt", Instant.now().toString());
    JsonObject reply = maker.ask("work_order.ship", ship);
    scene
        .report()
        .equal("fulfilled", reply.getString("workState"), maker.handle() + " shipped, work order");
    scene.report().equal(1, maker.archived(), "work orders in the archive of its app");
  }

  private void status(String expected) {
    var order = scene.cast().as("order-manager").get("/api/v1/orders/" + scene.recall("order"));
    scene.report().equal(expected, order.body().path("status").asText(), "status of the order");
  }

  private void cancelTooLate() {
    String path = "/api/v1/orders/" + scene.recall("order") + "/cancel";
    try {
      var cancelled =
          scene.cast().as("storefront").post(path, JsonNodeFactory.instance.objectNode());
      throw new Report.CheckFailed("cancelled what was shipped: " + cancelled.body());
    } catch (ApiProblem refused) {
      scene
          .report()
          .equal(
              "already_shipped",
              refused.body().path("why").asText(),
              "a late cancellation is refused (" + refused.body().path("detail").asText() + ")");
    }
  }

  private String workOrder(Maker maker) {
    return scene.recall("work-order " + maker.handle());
  }
}
