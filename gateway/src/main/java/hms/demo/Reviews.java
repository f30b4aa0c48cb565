package hms.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.client.ApiClient;
import hms.client.ApiProblem;
import hms.storage.stall.Badge;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** The office approves most, wants changes on one; after the correction that one follows. */
final class Reviews implements Report.Step {
  private final Scene scene;

  Reviews(Scene scene) {
    this.scene = scene;
  }

  @Override
  public void play() {
    var review = scene.content().review();
    pictureBefore(review.path("approved").path(0).asText());
    for (var handle : review.path("approved")) approve(handle.asText());
    int listed = review.path("approved").size();
    inCatalogue(listed);
    for (var wish : review.path("changesRequested")) {
      String handle = wish.path("product").asText();
      requestChanges(handle, wish.path("comments"));
      inCatalogue(listed++);
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
    maker(handle)
        .badges(scene.product(handle))
        .ifPresent(shown ->
            scene.report().equal(Set.of(Badge.LIVE), shown, "the maker's app shows " + handle));
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

  private void correct(String handle, JsonNode correction) {
    var maker = maker(handle);
    String review =
        scene.prefersMessages(maker)
            ? correctByMessage(maker, handle, correction)
            : correctByHttp(maker, handle, correction);
    scene.report().equal("submitted", review, handle + " corrected and sent again, review");
  }

  private String correctByHttp(Maker maker, String handle, JsonNode correction) {
    var changes = new JsonObject(correction.toString());
    JsonObject amended = maker.correctByHttp(scene.product(handle), changes);
    return maker.submitByHttp(amended.getJsonObject("revision")).getString("review");
  }

  private String correctByMessage(Maker maker, String handle, JsonNode correction) {
    var seen = new JsonObject(scene.content().product(handle).path("content").toString());
    var changes = new JsonArray();
    for (var change : correction.properties()) {
      changes.add(
          new JsonObject()
              .put("field", change.getKey())
              .put("from", seen.getValue(change.getKey()))
              .put("to", change.getValue().asText()));
    }
    var update =
        new JsonObject().put("oid", scene.product(handle).toString()).put("changes", changes);
    JsonObject amended = maker.ask("product.update", update);
    var submit = new JsonObject().put("oid", amended.getJsonObject("revision").getString("oid"));
    return maker.ask("revision.submit", submit).getString("review");
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

  /** The reviewer looks at the photograph that the public cannot see yet. */
  private void pictureBefore(String handle) {
    var reviewer = scene.cast().as("reviewer");
    var product = reviewer.get("/api/v1/products/" + scene.product(handle)).body();
    String image = product.path("content").path("images").path(0).path("image").asText();
    int size = reviewer.get("/api/v1/images/" + image + "/content?size=detail").bytes().length;
    boolean open = isPublic("/api/v1/catalogue/images/" + image + "/detail");
    scene
        .report()
        .check(
            size > 1000 && !open,
            "the reviewer sees the photograph of %s, the public does not yet".formatted(handle));
  }

  private boolean isPublic(String path) {
    try {
      return scene.cast().anyone().get(path).status() == 200;
    } catch (ApiProblem refused) {
      return refused.status() != 404;
    }
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
