package hms.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.client.ApiProblem;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** An order with items of both makers is split; one for more than there is, is refused. */
final class Orders implements Report.Step {
  private final Scene scene;

  Orders(Scene scene) {
    this.scene = scene;
  }

  @Override
  public void play() {
    var report = scene.report();
    var shop = scene.cast().as("storefront");
    ObjectNode order = order("first");
    String key = UUID.randomUUID().toString();
    var placed = shop.post("/api/v1/orders", order, key, Map.of());
    scene.remember("order", placed.body().path("oid").asText());
    String number = placed.body().path("number").asText();
    report.equal("routed", placed.body().path("status").asText(), "order " + number + ", status");
    report.equal(
        scene.makers().size(), placed.body().path("workOrders").size(), "work orders, one a maker");

    var again = shop.post("/api/v1/orders", order, key, Map.of());
    report.check(
        again.replayed() && again.body().equals(placed.body()),
        "the same request again: the same answer, no second order");
    report.equal(1, shop.get("/api/v1/orders").body().path("items").size(), "orders of the shop");

    scene.makers().values().forEach(maker -> delivered(maker, placed.body()));
    reserved(order);
    tooMany();
  }

  /** Each maker's queue gets its own lines and nobody else's, and no billing data. */
  private void delivered(Maker maker, JsonNode order) {
    var work = maker.next("work_order.sent").data();
    scene.remember("work-order " + maker.handle(), work.getString("oid"));
    String own = maker.enrolled().artisan().toString();
    for (var part : order.path("workOrders")) {
      if (!part.path("artisan").asText().equals(own)) continue;
      boolean same = work.getJsonArray("lines").size() == part.path("lines").size();
      boolean discreet = !work.encode().contains("billing") && !work.encode().contains("Address");
      scene
          .report()
          .check(
              same && discreet,
              "%s was sent %s: %d own lines, no street, no billing"
                  .formatted(
                      maker.handle(), work.getString("reference"), part.path("lines").size()));
    }
  }

  private void reserved(ObjectNode order) {
    var manager = scene.cast().as("order-manager");
    int reserved = 0;
    int ordered = 0;
    for (var line : order.path("lines")) {
      var product = manager.get("/api/v1/products/" + line.path("product").asText()).body();
      boolean kept = product.path("stock").path("kind").asText().equals("on_hand");
      if (kept) ordered += line.path("quantity").asInt();
      reserved += product.path("stock").path("reserved").asInt();
    }
    scene.report().equal(ordered, reserved, "pieces reserved");
  }

  private void tooMany() {
    try {
      var placed = scene.cast().as("storefront").post("/api/v1/orders", order("too-many"));
      throw new Report.CheckFailed("sold more than there is: " + placed.body());
    } catch (ApiProblem refused) {
      var product = refused.body().path("products").path(0);
      scene
          .report()
          .equal(
              "shortage",
              refused.code(),
              "an order for %d of which %d are free is refused"
                  .formatted(product.path("asked").asInt(), product.path("free").asInt()));
    }
  }

  /** The file's order, its products by their oids, placed now. */
  private ObjectNode order(String name) {
    ObjectNode order = scene.content().order(name).deepCopy();
    for (var line : order.path("lines")) {
      String handle = line.path("product").asText();
      ((ObjectNode) line).put("product", scene.product(handle).toString());
    }
    return order.put("placedAt", Instant.now().toString());
  }
}
