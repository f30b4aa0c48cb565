package hms.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.domain.Role;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is told of pictures, to whom. */
class ImageReadsIT {
  private final TestMaker maker = TestMaker.enrolled();

  @Test
  void a_products_pictures_are_listed_before_the_public_sees_them() {
    var picture = maker.image();
    var offered = maker.offers(Bodies.product(1, picture));
    String path = "/products/" + offered.at("/product/oid").asText() + "/images";

    var mine = maker.ask(Ask.get(path)).good();
    var offices = Ask.get(path).by(Role.REVIEWER).send().good();

    assertThat(mine.at("/items/0/oid").asText()).isEqualTo(picture.get("image").asText());
    assertThat(mine.at("/items/0/live").asBoolean()).isFalse();
    assertThat(offices.at("/items")).isEqualTo(mine.at("/items"));
    TestMaker.enrolled().ask(Ask.get(path)).problem(404, "not-found");
  }

  @Test
  void one_is_described_to_who_may_see_it() {
    String path = "/images/" + maker.image().get("image").asText();

    assertThat(maker.ask(Ask.get(path)).good().at("/mediaType").asText()).isEqualTo("image/png");
    TestMaker.enrolled().ask(Ask.get(path)).problem(404, "not-found");
    maker.ask(Ask.get("/images/" + UUID.randomUUID())).problem(404, "not-found");
  }

  @Test
  void a_cache_that_has_the_public_picture_is_told_so() {
    UUID product = maker.sells(1);
    String path =
        Ask.get("/catalogue/products/" + product).send().good().at("/image/thumbnail").asText();
    var first = Ask.get(path).send();
    String tag = first.header("ETag").orElseThrow();

    var again = Ask.get(path).with("If-None-Match", tag).send();

    assertThat(first.header("Cache-Control"))
        .hasValueSatisfying(value -> assertThat(value).contains("immutable"));
    assertThat(again.status()).isEqualTo(304);
    assertThat(Ask.get(path.replace("thumbnail", "detail")).send().header("ETag")).isPresent();
  }
}
