package hms.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.Pictures;
import hms.TestMaker;
import hms.domain.Role;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pictures that are none, too large, somebody else's, or not yet public. */
class ImageEdgesIT {
  private static TestMaker maker;

  @BeforeAll
  static void enrol() {
    maker = TestMaker.enrolled();
  }

  @Test
  void what_is_no_picture_is_refused() {
    for (String text : new String[] {"<html>", "%PDF-1.7", "\u0000\u0000", "x".repeat(5000)}) {
      put(text.getBytes(StandardCharsets.ISO_8859_1)).problem(422, "invalid").saying("JPEG or PNG");
    }
    put(new byte[0]).problem(422, "invalid").saying("JPEG or PNG");
  }

  @Test
  void a_gif_is_refused_whatever_it_calls_itself() {
    put(Pictures.gif()).problem(422, "invalid").saying("found gif");
  }

  @Test
  void a_picture_that_is_cut_off_is_refused() {
    byte[] png = Pictures.png(60, 60);
    for (int length : new int[] {9, 20, 33, 45, png.length / 2}) {
      put(Arrays.copyOf(png, length)).problem(422, "invalid");
    }
    byte[] jpeg = Pictures.jpeg(60, 60);
    for (int length : new int[] {4, 20, 200, 400}) {
      put(Arrays.copyOf(jpeg, length)).problem(422, "invalid");
    }
  }

  @Test
  void noise_in_a_picture_never_makes_the_office_stumble() {
    var random = new java.util.Random(11);
    for (int n = 0; n < 200; n++) {
      byte[] bytes = n % 2 == 0 ? Pictures.png(20, 20) : Pictures.jpeg(20, 20);
      for (int k = 0; k < 5; k++) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();

      assertThat(put(bytes).status()).isIn(200, 422);
    }
  }

  @Test
  void sixty_megapixels_are_refused_by_the_header_alone() {
    byte[] png = Pictures.pngHeader(10_000, 6_000);

    put(png).problem(422, "invalid").saying("50 megapixels", "60000000");
  }

  @Test
  void pixels_beyond_counting_are_refused() {
    put(Pictures.pngHeader(Integer.MAX_VALUE, Integer.MAX_VALUE)).problem(422, "invalid");
    put(Pictures.pngHeader(0, 5)).problem(422, "invalid");
  }

  @Test
  void the_oid_of_anothers_picture_is_taken() {
    byte[] bytes = Pictures.png(8, 8);
    UUID oid = Bodies.newId();
    put(oid, bytes).good();

    put(oid, bytes).good();
    put(oid, Pictures.png(9, 9)).problem(409, "duplicate");
    TestMaker.enrolled()
        .ask(new Ask("PUT", "/images/" + oid + "/content").bytes("image/png", bytes))
        .problem(409, "duplicate");
  }

  @Test
  void a_product_cannot_show_what_was_not_sent_or_is_not_its_makers() {
    var unsent = Bodies.product(1, Bodies.image(Bodies.newId(), new byte[] {1}));
    var foreign = Bodies.product(1, TestMaker.enrolled().image());
    var otherBytes = Bodies.product(1, maker.image().put("sha256", "a".repeat(64)));

    for (var product : new Object[] {unsent, foreign, otherBytes}) {
      maker
          .ask(Ask.post("/products").body(product))
          .problem(422, "invalid")
          .saying("/content/images/0", "first send these bytes");
    }
  }

  @Test
  void the_public_sees_a_picture_only_once_it_is_approved() {
    var image = maker.image();
    String url = "/catalogue/images/" + image.path("image").asText();
    var offered = maker.offers(Bodies.product(1, image));
    Ask.get(url + "/detail").send().problem(404, "not-found");

    Ask.post("/revisions/" + offered.at("/revision/oid").asText() + "/approve")
        .by(Role.REVIEWER)
        .seen(offered.at("/revision/version").asLong())
        .body("{\"list\":true}")
        .send()
        .good();

    assertThat(Ask.get(url + "/detail").send().good().header("Content-Type")).contains("image/png");
    Ask.get(url + "/thumbnail").send().good();
    Ask.get(url + "/original").send().problem(404, "not-found");
  }

  @Test
  void a_photo_is_turned_upright_and_loses_all_that_is_not_pixels() throws IOException {
    byte[] sent = Pictures.turnedJpeg(40, 20, "SECRETPLACE");
    UUID oid = Bodies.newId();
    maker.ask(new Ask("PUT", "/images/" + oid + "/content").bytes("image/jpeg", sent)).good();
    var offered = maker.offers(Bodies.product(1, Bodies.image(oid, sent)));
    Ask.post("/revisions/" + offered.at("/revision/oid").asText() + "/approve")
        .by(Role.REVIEWER)
        .seen(offered.at("/revision/version").asLong())
        .body("{\"list\":true}")
        .send()
        .good();

    byte[] shown = Ask.get("/catalogue/images/" + oid + "/detail").send().good().bytes();

    assertThat(new String(shown, StandardCharsets.ISO_8859_1))
        .doesNotContain("SECRETPLACE", "Exif");
    BufferedImage upright = ImageIO.read(new ByteArrayInputStream(shown));
    assertThat(upright.getWidth()).isEqualTo(20);
    assertThat(upright.getHeight()).isEqualTo(40);
  }

  private static Answer put(byte[] bytes) {
    return put(Bodies.newId(), bytes);
  }

  private static Answer put(UUID oid, byte[] bytes) {
    return maker.ask(new Ask("PUT", "/images/" + oid + "/content").bytes("image/png", bytes));
  }
}
