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
        // Messages, and rows of a file, are asked for behind a number.
        .filter(route -> !route.path().matches(".*/(messages|imports/:oid/rows)"));
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
    for (String bad : new String[] {"", "x", "%01", "AAAA", "a".repeat(3000), "' or 1=1 --"}) {
      for (String place : new String[] {"?after=", "?before="}) {
        String query = place + bad.replace(" ", "%20");
        Callers.allowed(route, new Ask("GET", Operations.path(route) + query))
            .send()
            .problem(400, "cursor-invalid");
      }
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
        .problem(400, "invalid-parameter")
        .saying("sort");
  }

  @Test
  void the_way_back_shows_the_same() {
    var ours = Stream.generate(TestMaker::signedUp).limit(4).map(UUID::toString).toList();
    var first = artisans("limit=2&sort=-created&state=applied");
    var second = artisans("limit=2&sort=-created&state=applied" + next(first));

    var back =
        artisans("limit=2&sort=-created&state=applied&before=" + second.at("/page/prev").asText());

    assertThat(oids(first)).hasSize(2).isSubsetOf(ours);
    assertThat(oids(back)).isEqualTo(oids(first));
    assertThat(first.at("/page/prev").isMissingNode()).isTrue();
    assertThat(oids(artisans("limit=2&sort=-created&state=applied" + next(back))))
        .isEqualTo(oids(second));
  }

  @Test
  void a_header_leads_to_the_pages_around() {
    assertThat(Stream.generate(TestMaker::signedUp).limit(3)).hasSize(3);
    var first = artisans("limit=1&state=applied");
    var second = Ask.get(link(first, "next")).by(Role.ARTISAN_MANAGER).send().good();
    var again = Ask.get(link(second, "prev")).by(Role.ARTISAN_MANAGER).send().good();

    assertThat(oids(second)).doesNotContainAnyElementsOf(oids(first));
    assertThat(oids(again)).isEqualTo(oids(first));
    assertThat(first.header("Link").orElseThrow()).doesNotContain("prev");
    assertThat(artisans("state=declined&email=nobody@example.org").header("Link")).isEmpty();
  }

  @Test
  void a_cursor_of_somebody_else_is_refused() {
    assertThat(Stream.generate(TestMaker::signedUp).limit(2)).hasSize(2);
    var maker = TestMaker.enrolled();
    maker.offers(hms.Bodies.product(1, maker.image()));
    maker.offers(hms.Bodies.product(1, maker.image()));
    String own = next(maker.ask(Ask.get("/products?limit=1")).good());

    assertThat(own).isNotEmpty();
    Ask.get("/products?limit=1&artisan=" + maker.oid() + own)
        .by(Role.REVIEWER)
        .send()
        .problem(400, "cursor-invalid");
  }

  @Test
  void two_places_at_once_are_refused() {
    ask("after=a&before=b").problem(400, "invalid-parameter").saying("before");
  }

  private static Answer artisans(String query) {
    return ask(query).good();
  }

  private static Answer ask(String query) {
    return Ask.get("/artisans?" + query).by(Role.ARTISAN_MANAGER).send();
  }

  private static String link(Answer page, String relation) {
    return Stream.of(page.header("Link").orElseThrow().split(", "))
        .filter(each -> each.endsWith("rel=\"" + relation + "\""))
        .map(each -> each.substring(1, each.indexOf('>')))
        .findFirst()
        .orElseThrow();
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
