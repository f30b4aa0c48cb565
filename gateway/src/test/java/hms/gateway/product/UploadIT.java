package hms.gateway.product;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.Pictures;
import hms.TestMaker;
import hms.TestOffice;
import hms.gateway.Forms;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An artisan's browser sends a picture with its place. */
class UploadIT {
  private static final TestMaker MAKER = TestMaker.enrolled();
  private static final byte[] PICTURE = Pictures.png(40, 30);

  private final UUID product = product(MAKER);

  @Test
  void a_picture_stands_in_the_content_at_once_and_is_not_public() {
    var sent = upload(Forms.with("file", PICTURE).and("altText", "A bowl of oak")).good();

    assertThat(sent.status()).isEqualTo(201);
    assertThat(sent.at("/live").asBoolean()).isFalse();
    var place = places().path(0);
    assertThat(place.path("image").asText()).isEqualTo(sent.at("/oid").asText());
    assertThat(place.path("sha256").asText()).isEqualTo(sent.at("/sha256").asText());
    assertThat(place.path("altText").asText()).isEqualTo("A bowl of oak");
    assertThat(place.path("primary").asBoolean()).as("the first one").isTrue();
    assertThat(Ask.get("/catalogue/images/" + sent.at("/oid").asText() + "/detail").send().status())
        .isEqualTo(404);
  }

  @Test
  void the_same_request_again_has_the_same_picture_whatever_its_boundary_is() {
    String key = UUID.randomUUID().toString();
    var form = Forms.with("file", PICTURE).and("caption", "From above");
    var first = send(form.bytes("one"), "one", key).good();

    var again = send(form.bytes("other"), "other", key).good();
    var another = send(Forms.with("file", Pictures.png(41, 30)).bytes("one"), "one", key);

    assertThat(again.at("/oid")).isEqualTo(first.at("/oid"));
    assertThat(again.header("Idempotency-Replayed")).contains("true");
    another.problem(422, "idempotency-key-reused");
    assertThat(places()).hasSize(1);
  }

  @Test
  void the_one_that_lists_show_changes_place() {
    upload(Forms.with("file", PICTURE)).good();
    upload(Forms.with("file", Pictures.png(20, 20)).and("primary", "true")).good();

    var images = places();
    assertThat(images).hasSize(2);
    assertThat(images.path(0).path("primary").asBoolean()).isFalse();
    assertThat(images.path(1).path("primary").asBoolean()).isTrue();
  }

  @Test
  void what_is_no_picture_or_says_too_much_is_refused_and_not_kept() {
    upload(Forms.with("file", "plain text".getBytes(UTF_8))).problem(422, "invalid");
    upload(Forms.with("photo", PICTURE)).problem(422, "invalid").saying("called file");
    upload(Forms.with("file", PICTURE).and("colour", "red")).problem(422, "invalid");
    upload(Forms.with("file", PICTURE).and("primary", "yes")).problem(422, "invalid");
    upload(Forms.with("file", PICTURE).and("altText", "x".repeat(201))).problem(422, "invalid");
    send("no form".getBytes(UTF_8), "b", UUID.randomUUID() + "").problem(422, "invalid");
    send(Forms.with("file", PICTURE).bytes("b"), "", UUID.randomUUID() + "")
        .problem(400, "malformed-body");
    MAKER.ask(Ask.post("/products/" + product + "/images")).problem(400, "malformed-body");

    assertThat(places()).isEmpty();
  }

  @Test
  void nobody_sends_one_to_the_product_of_another() {
    var stranger = TestMaker.enrolled();
    long before = images(stranger);
    var ask =
        Ask.post("/products/" + product + "/images")
            .bytes("multipart/form-data; boundary=b", Forms.with("file", PICTURE).bytes("b"));

    stranger.ask(ask).problem(404, "not-found");

    assertThat(images(stranger)).isEqualTo(before);
  }

  private static long images(TestMaker maker) {
    return TestOffice.get()
        .count("select count(*) from product_images where artisan_oid = $1", maker.oid());
  }

  private Answer upload(Forms form) {
    return send(form.bytes("b"), "b", UUID.randomUUID().toString());
  }

  private Answer send(byte[] body, String boundary, String key) {
    return MAKER.ask(
        Ask.post("/products/" + product + "/images")
            .with("Idempotency-Key", key)
            .bytes("multipart/form-data; boundary=" + boundary, body));
  }

  /** Those of the open revision. */
  private JsonNode places() {
    var found = MAKER.ask(Ask.get("/revisions?product=" + product)).good();
    String revision = found.at("/items/0/oid").asText();
    return MAKER.ask(Ask.get("/revisions/" + revision)).good().at("/proposed/images");
  }

  private static ObjectNode bare() {
    ObjectNode offer = Bodies.product(3, Bodies.image(UUID.randomUUID(), PICTURE));
    ((ObjectNode) offer.path("content")).remove("images");
    return offer;
  }

  private static UUID product(TestMaker maker) {
    var made = maker.ask(Ask.post("/products").body(bare())).good();
    return UUID.fromString(made.at("/product/oid").asText());
  }
}
