package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import hms.gateway.Callers;
import hms.gateway.Operations;
import hms.gateway.Samples;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, methods and queries that mean nothing. */
class BadAddressesIT {

  static Stream<Route> all() {
    return Operations.all();
  }

  static Stream<Route> lists() {
    return Operations.all().filter(route -> route.parameters().contains("limit"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/x", "/api", "/api/v1", "/api/v1/", "/api/v2/products", "/API/V1"})
  void an_unknown_path_is_not_found(String path) {
    new Ask("GET", path.startsWith("/api/") ? path : "/api/.." + path)
        .send()
        .problem(404, "not-found");
  }

  @ParameterizedTest
  @MethodSource("all")
  void another_method_is_answered_with_those_that_are_allowed(Route route) {
    var known =
        Operations.all()
            .filter(each -> each.path().equals(route.path()))
            .map(each -> each.method().name())
            .collect(Collectors.toSet());
    for (String method : new String[] {"DELETE", "PUT", "TRACE", "BREW", "POST", "GET"}) {
      if (known.contains(method)) continue;
      var answer =
          new Ask(method, Operations.path(route)).send().problem(405, "method-not-allowed");

      assertThat(answer.header("Allow").orElse("").split(", "))
          .containsExactlyInAnyOrderElementsOf(known);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void whoever_asks_is_told_the_methods_of_a_path_and_nothing_of_other_origins(Route route) {
    var answer =
        new Ask("OPTIONS", Operations.path(route))
            .with("Origin", "https://elsewhere.example")
            .with("Access-Control-Request-Method", "POST")
            .send();

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Allow").orElse("").split(", ")).contains(route.method().name());
    assertThat(answer.headers().keySet())
        .noneMatch(each -> each.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void an_unknown_parameter_is_refused_by_name(Route route) {
    ask(route, "?colour=red").problem(400, "unknown-parameter").saying("colour");
  }

  @ParameterizedTest
  @MethodSource("lists")
  void a_parameter_that_stands_twice_is_refused(Route route) {
    ask(route, "?limit=1&limit=2").problem(400, "invalid-parameter").saying("limit");
  }

  @ParameterizedTest
  @MethodSource("lists")
  void a_limit_out_of_its_bounds_is_refused(Route route) {
    for (String bad : new String[] {"0", "201", "-1", "", "x", "1.5", "99999999999", "%31%00"}) {
      ask(route, "?limit=" + bad).problem(400, "invalid-parameter").saying("1 to 200");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/artisans?state", "/products?state", "/orders?status"})
  void an_unknown_word_is_refused(String list) {
    var route =
        Operations.all()
            .filter(each -> each.path().equals(Api.ROOT + list.replaceAll("\\?.*", "")))
            .filter(each -> each.method().name().equals("GET"))
            .findFirst()
            .orElseThrow();

    Callers.allowed(route, new Ask("GET", list + "=purple"))
        .send()
        .problem(400, "invalid-parameter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?a=%zz", "?%", "?limit=%80", "?limit"})
  void a_query_that_cannot_be_read_is_refused(String query) {
    assertThat(Raw.ask("GET /api/v1/catalogue/products" + query + " HTTP/1.1").status())
        .isEqualTo(400);
  }

  private static hms.Answer ask(Route route, String query) {
    var ask = new Ask(route.method().name(), Operations.path(route) + query);
    if (route.body() == Route.Body.IMAGE) ask.bytes("image/png", new byte[] {1});
    if (route.body() == Route.Body.JSON) ask.body("{}");
    if (route.body() == Route.Body.FORM) ask.bytes(Samples.mediaType(route), new byte[] {1});
    if (route.takesFile()) ask.bytes(Samples.mediaType(route), new byte[] {'\n'});
    return Callers.allowed(route, ask).send();
  }
}
