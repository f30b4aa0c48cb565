package hms.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import hms.artisan.ArtisanApp;
import hms.artisan.Enrolled;
import hms.artisan.Enrolment;
import hms.artisan.Received;
import hms.artisan.ShownProduct;
import hms.artisan.SignedHttp;
import hms.artisan.Stall;
import hms.domain.Sha256;
import hms.storage.stall.Badge;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** An artisan at work: its app with a key, its link to the office, its products. Blocking. */
final class Maker {
  private static final long ANSWER_SECONDS = 40;

  private final String handle;
  private final Enrolled enrolled;
  private final SignedHttp http;
  private final Stall stall;
  private final ArtisanApp app;
  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

  private Maker(String handle, Enrolled enrolled, SignedHttp http, Stall stall, ArtisanApp app) {
    this.handle = handle;
    this.enrolled = enrolled;
    this.http = http;
    this.stall = stall;
    this.app = app;
  }

  /**
   * Enrols with the code that the office has handed out, and links up.
   *
   * @param dir for what its app keeps
   */
  static Maker enrol(Vertx vertx, URI office, String handle, String code, Path dir)
      throws IOException {
    var random = new SecureRandom();
    var enrolled = answered(new Enrolment(random).enrol(office, code));
    var http = new SignedHttp(enrolled, Clock.systemUTC(), random);
    var account = answered(http.brokerAccount());
    var stall = answered(Stall.open(vertx, dir).keep(enrolled, account));
    return new Maker(handle, enrolled, http, stall, answered(ArtisanApp.connect(vertx, stall)));
  }

  String handle() {
    return handle;
  }

  Enrolled enrolled() {
    return enrolled;
  }

  ArtisanApp app() {
    return app;
  }

  /** What its app shows beside a product; empty if it was not offered by the app. */
  Optional<Set<Badge>> badges(UUID product) {
    return answered(stall.product(product)).map(ShownProduct::badges);
  }

  /** How many work orders lie in the archive of its app. */
  int archived() {
    return answered(stall.work(true)).size();
  }

  JsonObject get(String path) {
    return answered(http.get(path));
  }

  /** Asks the office by a signed message and waits for the signed reply. */
  JsonObject ask(String name, JsonObject data) {
    return answered(app.send(name, data));
  }

  /** Waits for a message of the office of this type. */
  Received next(String name) {
    return answered(app.next(message -> message.type().equals("hms." + name + ".v1")));
  }

  /** Offers a product by a signed request over HTTP. */
  JsonObject offerByHttp(JsonObject product) {
    return answered(http.post("/api/v1/products", product));
  }

  JsonObject correctByHttp(UUID product, JsonObject changes) {
    long seen = get("/api/v1/products/" + product).getLong("version");
    return answered(http.patch("/api/v1/products/" + product, changes, seen));
  }

  JsonObject submitByHttp(JsonObject revision) {
    var seen = Map.of("If-Match", "\"v" + revision.getLong("version") + "\"");
    String path = "/api/v1/revisions/" + revision.getString("oid") + "/submit";
    return answered(http.post(path, new JsonObject(), seen));
  }

  /** The file's product with an oid of its own and pictures that the office has by now. */
  JsonObject product(JsonNode file, DemoContent content) {
    var images = new JsonArray();
    for (var photo : file.path("photos")) {
      String name = photo.path("file").asText();
      byte[] bytes = content.photo(name);
      UUID image = ids.generate();
      String type = name.endsWith(".png") ? "image/png" : "image/jpeg";
      JsonObject stored = answered(http.put("/api/v1/images/" + image + "/content", type, bytes));
      images.add(
          new JsonObject()
              .put("image", stored.getString("oid"))
              .put("sha256", Sha256.hex(bytes))
              .put("primary", photo.path("primary").asBoolean())
              .put("caption", photo.path("caption").asText())
              .put("altText", photo.path("altText").asText()));
    }
    return new JsonObject()
        .put("oid", ids.generate().toString())
        .put("content", new JsonObject(file.path("content").toString()).put("images", images))
        .put("available", file.path("available").asBoolean())
        .put("stock", new JsonObject(file.path("stock").toString()));
  }

  UUID newId() {
    return ids.generate();
  }

  void close() {
    answered(app.close());
  }

  static <T> T answered(Future<T> future) {
    return future.timeout(ANSWER_SECONDS, TimeUnit.SECONDS).await();
  }
}
