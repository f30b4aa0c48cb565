package hms.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An artisan says what its pictures show, orders them and takes them out: in the open revision. */
class PlacesIT {
  private final TestMaker maker = TestMaker.enrolled();
  private final ObjectNode first = maker.image();
  private final ObjectNode second = maker.image().put("primary", false);
  private final Answer offered = maker.offers(withBoth());

  @Test
  void what_it_shows_is_said_and_emptied() {
    var said = patch(second, "{\"caption\":\"Seen from above\",\"altText\":\"Two bowls\"}").good();
    assertThat(said.at("/revision/proposed/images/1/caption").asText())
        .isEqualTo("Seen from above");

    var emptied = patch(second, "{\"caption\":null}").good();
    assertThat(emptied.at("/revision/proposed/images/1/caption").isMissingNode()).isTrue();
    assertThat(emptied.at("/revision/proposed/images/1/altText").asText()).isEqualTo("Two bowls");
  }

  @Test
  void one_of_them_is_what_lists_show() {
    var changed = patch(second, "{\"primary\":true,\"position\":0}").good();

    assertThat(order(changed)).containsExactly(oid(second), oid(first));
    assertThat(changed.at("/revision/proposed/images").findValuesAsText("primary"))
        .containsExactly("true", "false");
    patch(second, "{\"primary\":false}").problem(422, "invalid").saying("another picture");
  }

  @Test
  void when_the_first_is_taken_out_the_next_one_leads() {
    var left = remove(first).good();

    assertThat(order(left)).containsExactly(oid(second));
    assertThat(left.at("/revision/proposed/images/0/primary").asBoolean()).isTrue();
    remove(first).problem(404, "not-found");
    remove(second).problem(422, "invalid");
  }

  @Test
  void the_version_is_that_of_the_product() {
    var described = maker.ask(Ask.get("/images/" + oid(first))).good();
    assertThat(described.header("ETag").orElseThrow())
        .startsWith("\"v" + offered.at("/product/version").asLong() + "-");

    maker
        .ask(new Ask("PATCH", "/images/" + oid(first)).seen(7).body("{\"altText\":\"A bowl\"}"))
        .problem(412, "stale");
  }

  @Test
  void a_foreign_picture_is_not_there() {
    TestMaker.enrolled()
        .ask(new Ask("PATCH", "/images/" + oid(first)).seen(1).body("{\"altText\":\"Mine\"}"))
        .problem(404, "not-found");
    TestMaker.enrolled()
        .ask(new Ask("DELETE", "/images/" + oid(first)).seen(1))
        .problem(404, "not-found");
  }

  private ObjectNode withBoth() {
    var body = Bodies.product(2, first);
    ((ArrayNode) body.at("/content/images")).add(second);
    return body;
  }

  private Answer patch(ObjectNode image, String body) {
    return maker.ask(new Ask("PATCH", "/images/" + oid(image)).seen(1).body(body));
  }

  private Answer remove(ObjectNode image) {
    return maker.ask(new Ask("DELETE", "/images/" + oid(image)).seen(1));
  }

  private static List<String> order(Answer answer) {
    return answer.at("/revision/proposed/images").findValuesAsText("image");
  }

  private static String oid(ObjectNode image) {
    return image.get("image").asText();
  }
}
