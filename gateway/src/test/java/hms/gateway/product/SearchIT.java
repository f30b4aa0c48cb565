package hms.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.domain.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People find products by the words of their names and summaries. */
class SearchIT {
  private final TestMaker maker = TestMaker.enrolled();

  /** A word that nothing else has. */
  private final String kiln = "kiln" + UUID.randomUUID().toString().replace("-", "");

  private String jug = "";
  private String draft = "";

  @BeforeEach
  void offer() {
    jug = offered("Jug " + kiln, "Grey, for Milk.");
    draft = offered("Plate", "From the same " + kiln);
    var revision = maker.ask(Ask.get("/revisions?limit=200")).good().at("/items/0");
    Ask.post("/revisions/" + revision.at("/oid").asText() + "/approve")
        .by(Role.REVIEWER)
        .seen(2)
        .body("{\"list\":true}")
        .send()
        .good();
  }

  @Test
  void the_public_finds_what_it_may_see_and_the_office_all() {
    assertThat(catalogue(kiln)).containsExactly(jug);
    assertThat(catalogue(kiln.toUpperCase(java.util.Locale.ROOT) + " milk")).containsExactly(jug);
    assertThat(catalogue(kiln + " -milk")).isEmpty();
    assertThat(catalogue(kiln + " wool")).isEmpty();
    assertThat(office(kiln)).containsExactlyInAnyOrder(jug, draft);
    assertThat(office("\"same " + kiln + "\"")).containsExactly(draft);
  }

  @Test
  void pages_of_a_search_go_on_within_it() {
    var first = Ask.get("/products?limit=1&q=" + kiln).by(Role.REVIEWER).send().good();
    String next = first.at("/page/next").asText();

    var second =
        Ask.get("/products?limit=1&q=" + kiln + "&after=" + next).by(Role.REVIEWER).send().good();

    assertThat(List.of(first.at("/items/0/oid").asText(), second.at("/items/0/oid").asText()))
        .containsExactlyInAnyOrder(jug, draft);
    Ask.get("/products?limit=1&q=other&after=" + next)
        .by(Role.REVIEWER)
        .send()
        .problem(400, "cursor-invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'", "\"", "!!!", "a & | b", ":*", "\\", "<->", "%", "🏺", "-"})
  void whatever_is_asked_is_an_answer(String words) {
    assertThat(catalogue(words)).doesNotContain(jug);
  }

  @Test
  void no_words_are_no_search() {
    Ask.get("/catalogue/products?q=").send().problem(400, "invalid-parameter");
    Ask.get("/catalogue/products?q=" + "a".repeat(201)).send().problem(400, "invalid-parameter");
  }

  private String offered(String name, String summary) {
    var body = Bodies.product(3, maker.image());
    ((ObjectNode) body.get("content")).put("name", name).put("summary", summary);
    return maker.offers(body).at("/product/oid").asText();
  }

  private static List<String> catalogue(String words) {
    return oids(Ask.get("/catalogue/products?limit=200&q=" + encoded(words)).send().good());
  }

  private static List<String> office(String words) {
    return oids(Ask.get("/products?q=" + encoded(words)).by(Role.REVIEWER).send().good());
  }

  private static List<String> oids(hms.Answer answer) {
    var all = new ArrayList<String>();
    answer.at("/items").forEach(each -> all.add(each.path("oid").asText()));
    return all;
  }

  private static String encoded(String words) {
    return URLEncoder.encode(words, StandardCharsets.UTF_8);
  }
}
