package hms.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an artisan offers over HTTP, as it typed or pasted it. */
class OfferIT {
  private final TestMaker maker = TestMaker.enrolled();

  @Test
  void a_price_that_nobody_could_pay_is_refused_wherever_it_is_named() {
    var body = Bodies.product(5, maker.image());
    ((ObjectNode) body.at("/content/price")).put("currency", "JPY");
    maker
        .ask(Ask.post("/products").body(body))
        .problem(422, "invalid")
        .saying("/content/price/currency", "trades in [EUR]", "found JPY");

    UUID bowl = maker.sells(3);
    maker
        .ask(
            new Ask("PATCH", "/products/" + bowl)
                .seen(3)
                .body("{\"price\":{\"amount\":1200,\"currency\":\"USD\"}}"))
        .problem(422, "invalid")
        .saying("/price/currency", "found USD");
  }

  @Test
  void a_description_is_tidied_at_the_door() {
    var body = Bodies.product(5, maker.image());
    ((ObjectNode) body.at("/content"))
        .put(
            "description", "<p class=\"MsoNormal\">Thrown & <b>glazed</b><script>x()</script></p>");
    var offered = maker.offers(body);
    assertThat(offered.at("/product/content/description").asText())
        .isEqualTo("<p>Thrown &amp; <b>glazed</b></p>");

    UUID bowl = maker.sells(3);
    var changed =
        maker
            .ask(
                new Ask("PATCH", "/products/" + bowl)
                    .seen(3)
                    .body("{\"description\":\"By hand.\\n\\nIn Delft & Gouda.\"}"))
            .good();
    assertThat(changed.at("/revision/proposed/description").asText())
        .isEqualTo("<p>By hand.</p>\n<p>In Delft &amp; Gouda.</p>");
  }

  @Test
  void a_description_that_is_too_long_is_refused_and_not_cut() {
    var body = Bodies.product(5, maker.image());
    ((ObjectNode) body.at("/content")).put("description", "<i>" + "a".repeat(20_000) + "</i>");

    maker
        .ask(Ask.post("/products").body(body))
        .problem(422, "invalid")
        .saying("/content/description", "at most 20000");
  }
}
