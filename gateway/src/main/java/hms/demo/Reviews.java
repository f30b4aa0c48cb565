package hms.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.client.ApiClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** The office approves most, wants changes on one; after the correction that one follows. */
final class Reviews implements Report.Step {
  private final Scene scene;

  Reviews(Scene scene) {
    this.scene = scene;
  }

  @Override
  public void play() {
    var review = scene.content().review();
    for (var handle : review.path("approved")) approve(handle.asText());
    inCatalogue(review.path("approved").size());
    for (var wish : review.path("changesRequested")) {
      String handle = wish.path("product").asText();
      requestChanges(handle, wish.path("comments"));
      inCatalogue(review.path("approved").size());
      correct(handle, wish.path("correction"));
      approve(handle);
    }
    inCatalogue(scene.products().size());
    picture();
  }

  private void approve(String handle) {
    var approval = JsonNodeFactory.instance.objectNode().put("list", true);
    decide(handle, "approve", approval);
    var told = maker(handle).next("product.updated");
    scene
        .report()
        .equal("listed", told.data().getString("state"), handle + " approved, its maker was told");
  }

  private void requestChanges(String handle, JsonNode comments) {
    ObjectNode wishes = JsonNodeFactory.instance.objectNode();
    wishes.set("comments", comments);
    decide(handle, "request-changes", wishes);
    var told = maker(handle).next("product.updated").data().getJsonObject("revision");
    scene
        .report()
        .equal(
            "changes_requested",
            told.getString("reviewState"),
            handle
                + ", its maker reads: "
                + told.getJsonArray("comments").getJsonObject(0).getString("text"));
  }

  /** By the way that this maker prefers. */
  private void correct(String handle, JsonNode correction) {
    var maker = maker(handle);
    UUID product = scene.product(handle);
    var changes = new JsonArray();
    var content = new JsonObject(scene.content().product(handle).path("content").toString());
    for (var change : correction.properties()) {
      changes.add(
          new JsonObject()
              .put("field", change.getKey())
              .put("from", content.getValue(change.getKey()))
              .put("to", change.getValue().asText()));
    }
    var update = new JsonObject().put("oid", product.toString()).put("changes", changes);
    JsonObject amended = maker.ask("product.update", update);
    scene.report().equal("applied", amended.getString("status"), handle + " corrected, reply");
    var submit = new JsonObject().put("oid", amended.getJsonObject("revision").getString("oid"));
    JsonObject submitted = maker.ask("revision.submit", submit);
    scene
        .report()
        .equal("submitted", submitted.getString("review"), handle + " sent again, review");
  }

  private void decide(String handle, String verb, ObjectNode body) {
    ApiClient reviewer = scene.cast().as("reviewer");
    for (var revision : reviewer.get("/api/v1/revisions?limit=200").body().path("items")) {
      if (!revision.path("product").asText().equals(scene.product(handle).toString())) continue;
      String path = "/api/v1/revisions/" + revision.path("oid").asText();
      var decided = reviewer.post(path + "/" + verb, body, reviewer.get(path).etag());
      scene.report().check(decided.status() == 200, handle + ": " + verb + " by the reviewer");
      return;
    }
    throw new Report.CheckFailed(handle + " is not in the review queue");
  }

  private void inCatalogue(int expected) {
    var listed = scene.cast().anyone().get("/api/v1/catalogue/products").body().path("items");
    scene.report().equal(expected, listed.size(), "products in the public catalogue");
  }

  private void picture() {
    var anyone = scene.cast().anyone();
    var card = anyone.get("/api/v1/catalogue/products").body().path("items").path(0);
    var picture = anyone.get(card.path("image").path("detail").asText());
    String text = "photograph of \"%s\" is public, %,d bytes";
    scene
        .report()
        .check(
            picture.bytes().length > 1000,
            text.formatted(card.path("name").asText(), picture.bytes().length));
  }

  private Maker maker(String handle) {
    return scene.maker(scene.content().product(handle).path("artisan").asText());
  }
}
