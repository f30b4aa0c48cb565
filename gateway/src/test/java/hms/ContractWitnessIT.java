package hms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who watches all others must see what is wrong: a witness that says nothing proves nothing. */
class ContractWitnessIT {
  private static final ContractWitness WITNESS = ContractWitness.get();
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  private final Ask health = Ask.get("/livez");

  @Test
  void what_the_office_says_is_true() {
    assertThat(objections(health, 200, JSON, "{\"status\":\"live\"}")).isEmpty();
    assertThat(WITNESS.objections(Ask.get("/nowhere"), answer(404, PROBLEM, "{}"))).isEmpty();
  }

  @Test
  void a_status_that_was_not_promised_is_seen() {
    assertThat(objections(health, 202, JSON, "{\"status\":\"live\"}"))
        .anyMatch(each -> each.contains("does not promise 202"));
  }

  @Test
  void a_member_that_is_missing_of_another_type_or_unknown_is_seen() {
    for (String body : List.of("{}", "{\"status\":7}", "{\"status\":\"live\",\"more\":1}", "[]")) {
      assertThat(objections(health, 200, JSON, body)).as(body).isNotEmpty();
    }
  }

  @Test
  void an_answer_of_another_type_or_that_is_no_json_is_seen() {
    assertThat(objections(health, 200, PROBLEM, "{\"status\":\"live\"}")).isNotEmpty();
    assertThat(objections(health, 200, JSON, "{")).isNotEmpty();
  }

  @Test
  void a_refusal_that_is_no_problem_is_seen() {
    assertThat(objections(Ask.get("/artisans"), 403, JSON, "{\"error\":\"no\"}")).isNotEmpty();
    assertThat(objections(Ask.get("/artisans"), 403, PROBLEM, "{\"error\":\"no\"}")).isNotEmpty();
  }

  @Test
  void a_body_that_was_taken_against_its_schema_is_seen() {
    var ask = Ask.post("/sign-ups").body("{\"givenName\":7}");

    assertThat(objections(ask, 202, JSON, "{\"reference\":\"x\"}"))
        .anyMatch(each -> each.contains("has taken"));
    assertThat(WITNESS.accepts(ask)).isFalse();
    assertThat(WITNESS.accepts(Ask.post("/sign-ups").body(Bodies.signUp()))).isTrue();
  }

  private static List<String> objections(Ask ask, int status, String type, String body) {
    return WITNESS.objections(ask, answer(status, type, body));
  }

  private static Answer answer(int status, String type, String body) {
    var headers = Map.of("Content-Type", List.of(type));
    return new Answer(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }
}
