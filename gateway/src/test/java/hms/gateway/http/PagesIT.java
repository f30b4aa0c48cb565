package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.Answer;
import hms.Ask;
import hms.TestMaker;
import hms.domain.Role;
import hms.gateway.Callers;
import hms.gateway.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists, page by page. */
class PagesIT {

  static Stream<Route> lists() {
    return Operations.all()
        .filter(route -> route.parameters().contains("after"))
        // Messages are asked for behind a number.
        .filter(route -> !route.path().endsWith("/messages"));
  }

  static Stream<Route> sortedLists() {
    return Operations.all().filter(route -> route.parameters().contains("sort"));
  }

  @Test
  void a_walk_meets_each_object_once_in_order_whoever_comes_meanwhile() {
    var before = Stream.generate(TestMaker::signedUp).limit(5).map(UUID::toString).toList();
    var met = new ArrayList<String>();
    String after = "";
    do {
      var page = artisans("limit=2&state=applied" + after);
      page.at("/items").forEach(each -> met.add(each.get("oid").asText()));
      assertThat(page.at("/page/limit").asInt()).isEqualTo(2);
      after = next(page);
      if (met.size() < 6) assertThat(TestMaker.signedUp()).isNotNull();
    } while (!after.isEmpty());

    assertThat(met).doesNotHaveDuplicates().containsSubsequence(before);
  }

  @Test
  void the_latest_come_first_if_asked() {
    var first = TestMaker.signedUp().toString();
    var second = TestMaker.signedUp().toString();

    var latest = oids(artisans("limit=200&sort=-created&state=applied"));

    assertThat(latest).containsSubsequence(second, first);
  }

  @Test
  void a_cursor_of_another_list_is_refused() {
    var ours = Stream.generate(TestMaker::signedUp).limit(2).toList();
    String after = next(artisans("limit=1&state=applied"));

    assertThat(ours).hasSize(2);
    ask("limit=1" + after).problem(400, "cursor-invalid");
    ask("limit=1&state=active" + after).problem(400, "cursor-invalid");
    ask("limit=1&state=applied&sort=-created" + after).problem(400, "cursor-invalid");
    assertThat(oids(ask("limit=5&state=applied" + after).good())).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("lists")
  void a_cursor_that_is_none_is_refused(Route route) {
    for (String bad : new String[] {"", "x", "%00", "AAAA", "a".repeat(3000), "' or 1=1 --"}) {
      String query = "?after=" + bad.replace(" ", "%20");
      Callers.allowed(route, new Ask("GET", Operations.path(route) + query))
          .send()
          .problem(400, "cursor-invalid");
    }
  }

  @ParameterizedTest
  @MethodSource("sortedLists")
  void a_field_that_is_not_for_sorting_is_refused(Route route) {
    for (String bad : new String[] {"", "-", "colour", "name%3B", "created,colour", "--created"}) {
      Callers.allowed(route, new Ask("GET", Operations.path(route) + "?sort=" + bad))
          .send()
          .problem(400, "invalid-parameter")
          .saying("sort");
    }
  }

  @ParameterizedTest
  @MethodSource("sortedLists")
  void a_field_that_stands_twice_is_refused(Route route) {
    Callers.allowed(route, new Ask("GET", Operations.path(route) + "?sort=created,-created"))
        .send()
        .problem(422, "invalid");
  }

  private static Answer artisans(String query) {
    return ask(query).good();
  }

  private static Answer ask(String query) {
    return Ask.get("/artisans?" + query).by(Role.ARTISAN_MANAGER).send();
  }

  private static String next(Answer page) {
    JsonNode next = page.at("/page/next");
    return next.isMissingNode() ? "" : "&after=" + next.asText();
  }

  private static List<String> oids(Answer page) {
    var oids = new ArrayList<String>();
    page.at("/items").forEach(each -> oids.add(each.get("oid").asText()));
    return oids;
  }
}
