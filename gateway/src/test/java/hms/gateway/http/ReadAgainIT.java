package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.SignedAsk;
import hms.domain.Role;
import hms.gateway.Callers;
import hms.gateway.Operations;
import hms.gateway.Subjects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A reader who has an answer is told so, for as long as it would be the same. */
class ReadAgainIT {
  private static Subjects subjects;

  @BeforeAll
  static void exist() {
    subjects = new Subjects();
  }

  /** Those that read one object of which the suite has an example. */
  static Stream<Route> singles() {
    return Operations.all()
        .filter(route -> route.method().name().equals("GET"))
        .filter(route ->
            route
                .path()
                .matches(
                    ".*/(artisans|keys|products|revisions|orders|work-orders|shipments)/:oid(/stock)?"))
        .filter(route -> !route.path().contains("catalogue"));
  }

  @ParameterizedTest
  @MethodSource("singles")
  void who_has_the_answer_is_told_so(Route route) {
    String path = subjects.path(route);
    var first = ask(route, path, null).good();
    String tag = first.header("ETag").orElseThrow();

    var same = ask(route, path, tag);

    assertThat(same.status()).isEqualTo(304);
    assertThat(same.bytes()).isEmpty();
    assertThat(same.header("ETag")).contains(tag);
    assertThat(ask(route, path, "\"other\", W/" + tag).status()).isEqualTo(304);
    assertThat(ask(route, path, "*").status()).isEqualTo(304);
    assertThat(ask(route, path, "\"v99\", \"other\"").status()).isEqualTo(200);
  }

  @Test
  void another_reader_who_may_do_other_things_has_another_answer() {
    String path = "/products/" + subjects.maker().sells(1);
    String tag = Ask.get(path).by(Role.REVIEWER).send().header("ETag").orElseThrow();

    var manager = Ask.get(path).by(Role.ORDER_MANAGER).with("If-None-Match", tag).send();

    assertThat(manager.status()).isEqualTo(200);
  }

  @Test
  void what_changes_without_a_version_changes_the_answer() {
    String path = "/products/" + subjects.maker().sells(7);
    var seen = Ask.get(path).by(Role.REVIEWER).send().good();
    subjects.maker().ask(Ask.post(path + "/stock/adjust").body("{\"delta\":1}")).good();

    var again =
        Ask.get(path)
            .by(Role.REVIEWER)
            .with("If-None-Match", seen.header("ETag").orElseThrow())
            .send()
            .good();

    assertThat(again.at("/version")).isEqualTo(seen.at("/version"));
    assertThat(again.at("/stock/onHand").asInt()).isEqualTo(8);
  }

  @Test
  void the_tag_of_an_answer_is_good_for_a_change() {
    String path = "/products/" + subjects.maker().sells(1);
    String tag = Ask.get(path).by(Role.REVIEWER).send().header("ETag").orElseThrow();

    var unlisted = Ask.post(path + "/unlist").by(Role.REVIEWER).with("If-Match", tag).send();

    assertThat(tag).matches("\"v\\d+-[0-9a-f]{16}\"");
    assertThat(unlisted.good().header("ETag").orElseThrow()).matches("\"v\\d+\"");
  }

  private static Answer ask(Route route, String path, String tag) {
    var ask = new Ask("GET", path);
    if (tag != null) ask.with("If-None-Match", tag);
    return route.path().contains("/work-orders/") || route.path().contains("/shipments/")
        ? SignedAsk.by(subjects.maker().enrolment(), ask).send()
        : Callers.signedIn(route.permission(), ask).send();
  }
}
