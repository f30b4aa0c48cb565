package hms.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;

/** From a public form to an app that holds a key and a queue. */
final class SignUps implements Report.Step {
  private final Scene scene;

  SignUps(Scene scene) {
    this.scene = scene;
  }

  @Override
  public void play() throws IOException {
    for (var form : scene.content().artisans().entrySet()) signUp(form.getKey(), form.getValue());
  }

  private void signUp(String handle, JsonNode form) throws IOException {
    var report = scene.report();
    var manager = scene.cast().as("artisan-manager");
    var signedUp = scene.cast().anyone().post("/api/v1/sign-ups", form).body();
    String oid = signedUp.path("reference").asText();
    var applied = manager.get("/api/v1/artisans/" + oid);
    report.equal("applied", applied.body().path("state").asText(), handle + " signed up, state");
    var activate = "/api/v1/artisans/" + oid + "/activate";
    var active = manager.post(activate, JsonNodeFactory.instance.objectNode(), applied.etag());
    String queue = active.body().path("queueId").asText();
    report.check(
        queue.matches("art-[a-z2-7]{26}"), handle + " activated, queue hms.artisan." + queue);

    String code = active.body().path("enrolmentCode").asText();
    var servers = scene.stage().servers();
    var dir = scene.dir().resolve("apps").resolve(handle);
    var maker = Maker.enrol(servers.vertx(), scene.stage().cluster().url(), handle, code, dir);
    scene.makers().put(handle, maker);
    report.check(
        maker.enrolled().queueId().equals(queue),
        handle + " enrolled: HMAC key agreed by X25519 and proved, " + maker.enrolled().key());
    var welcome = maker.next("artisan.created");
    report.check(
        welcome.envelope().sequence() == 1,
        handle + " got the office's first message, signed, number 1 of its stream");
  }
}
