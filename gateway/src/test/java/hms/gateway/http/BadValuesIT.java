package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.Crowd;
import hms.SignedAsk;
import hms.gateway.Callers;
import hms.gateway.Operations;
import hms.gateway.Spoilt;
import hms.gateway.Subjects;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Readable JSON that does not fit, at every operation that takes some. */
class BadValuesIT {
  private static Subjects subjects;

  @BeforeAll
  static void exist() {
    subjects = new Subjects();
  }

  static Stream<Route> all() {
    return Stream.concat(Operations.taking(Route.Body.JSON), Operations.taking(Route.Body.EMPTY));
  }

  static Stream<Route> saying() {
    return Operations.taking(Route.Body.JSON);
  }

  @ParameterizedTest
  @MethodSource("all")
  void an_unknown_member_is_named_with_those_that_are_known(Route route) {
    var body = subjects.body(route).put("colour", "red");

    var answer = send(route, body.toString()).problem(422, "invalid");

    assertThat(answer.at("/errors/0/pointer").asText()).isEqualTo("/colour");
    assertThat(answer.at("/errors/0/detail").asText()).contains("known are [");
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_member_of_the_office_is_denied_by_name(Route route) {
    for (String name : new String[] {"state", "version", "storeAvailable"}) {
      var body = subjects.body(route).put(name, 1);

      var answer = send(route, body.toString()).problem(403, "denied");

      assertThat(answer.at("/fields/0").asText()).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @MethodSource("saying")
  void nothing_at_all_is_refused_or_means_the_default(Route route) {
    var answer = send(route, "{}");

    assertThat(answer.status()).as(answer.text()).isIn(200, 202, 404, 409, 412, 422);
    if (answer.status() == 422) mustExplain(answer);
  }

  @ParameterizedTest
  @MethodSource("saying")
  void no_value_in_any_place_makes_the_office_stumble(Route route) {
    var body = subjects.body(route);
    Crowd.each(Spoilt.pointers(body).stream(), pointer -> tried(route, body, pointer))
        .forEach(answers -> answers.forEach(BadValuesIT::mustExplain));
  }

  /** What was refused as invalid; what is made for the call is made anew once a value was taken. */
  private static List<Answer> tried(Route route, ObjectNode body, String pointer) {
    var refused = new ArrayList<Answer>();
    String path = subjects.path(route);
    for (String value : Spoilt.VALUES) {
      var answer = send(route, path, Spoilt.with(body, pointer, value));
      if (answer.status() == 422) refused.add(answer);
      if (answer.status() < 300) path = subjects.path(route);
    }
    return refused;
  }

  /** Each error says where, what and why. */
  private static void mustExplain(Answer answer) {
    if (answer.at("/code").asText().equals("idempotency-key-reused")) return;
    assertThat(answer.at("/errors").size()).as(answer.text()).isPositive();
    for (var error : answer.at("/errors")) {
      assertThat(error.path("pointer").asText()).as(answer.text()).matches("(/.*)?");
      assertThat(error.path("code").asText()).as(answer.text()).isNotBlank();
      assertThat(error.path("detail").asText()).as(answer.text()).isNotBlank();
    }
  }

  private static Answer send(Route route, String body) {
    return send(route, subjects.path(route), body);
  }

  private static Answer send(Route route, String path, String body) {
    var ask = new Ask(route.method().name(), path).body(body);
    Callers.complete(route, ask);
    return (Callers.makersOnly(route) || route.path().endsWith("submit")
            ? SignedAsk.by(subjects.maker().enrolment(), ask)
            : Callers.signedIn(route.permission(), ask))
        .send();
  }
}
