package hms.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** The first maker offers by signed messages, the second by signed HTTP requests. */
final class Offers implements Report.Step {
  private final Scene scene;

  Offers(Scene scene) {
    this.scene = scene;
  }

  @Override
  public void play() {
    scene.content().products().forEach(this::offer);
    int queued = scene.cast().as("reviewer").get("/api/v1/revisions").body().path("items").size();
    scene.report().equal(scene.products().size(), queued, "revisions in the review queue");
    int listed =
        scene.cast().anyone().get("/api/v1/catalogue/products").body().path("items").size();
    scene.report().equal(0, listed, "products in the public catalogue");
  }

  private void offer(String handle, JsonNode file) {
    var maker = scene.maker(file.path("artisan").asText());
    JsonObject product = maker.product(file, scene.content());
    boolean byMessage = scene.prefersMessages(maker);
    String review = byMessage ? byMessage(maker, product) : byHttp(maker, product);
    scene.products().put(handle, UUID.fromString(product.getString("oid")));
    String way = byMessage ? "signed AMQP message" : "signed HTTP request";
    scene
        .report()
        .equal("submitted", review, "%s by %s, %s".formatted(handle, maker.handle(), way));
  }

  private static String byMessage(Maker maker, JsonObject product) {
    JsonObject reply = maker.ask("product.create", product);
    return reply.getString("status").equals("applied") ? reply.getString("review") : "" + reply;
  }

  private static String byHttp(Maker maker, JsonObject product) {
    return maker.offerByHttp(product).getString("review");
  }
}
