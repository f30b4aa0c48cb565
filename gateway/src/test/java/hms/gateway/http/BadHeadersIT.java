package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import hms.Bodies;
import hms.domain.Role;
import hms.domain.message.ContentDigest;
import hms.gateway.Callers;
import hms.gateway.Operations;
import hms.gateway.Samples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, versions and credentials that are absent, malformed or not enough, at every operation. */
class BadHeadersIT {
  private static final String UNKNOWN = "hms_aaaaaaaaaa_" + "b".repeat(52);

  static Stream<Route> keyed() {
    return Operations.all().filter(Route::keyed);
  }

  /** Those that answer in JSON, if they say anything at all. */
  static Stream<Route> answering() {
    return Operations.all()
        .filter(route -> route.path().startsWith(Api.ROOT))
        .filter(route -> !route.path().matches(".*/(messages|messages/ack|images/.*|events)"))
        // Files, and a link that leads on.
        .filter(route ->
            !route.path().matches(".*/(content|slip|snapshot|results|report|session-links/:code)"))
        .filter(route -> !route.path().matches(".*/users/me/(password|totp/confirm)"))
        .filter(route -> !route.call().matches("DELETE .*/(session|sessions/:oid|tokens/:oid)"));
  }

  /** Those that take JSON, of somebody whose signature is not over it. */
  static Stream<Route> reading() {
    return Stream.concat(Operations.taking(Route.Body.JSON), Operations.taking(Route.Body.EMPTY))
        .filter(route -> !Callers.makersOnly(route));
  }

  static Stream<Route> guarded() {
    return Operations.all().filter(route -> route.permission() != null);
  }

  static Stream<Route> open() {
    return Operations.all().filter(route -> route.permission() == null);
  }

  static Stream<Route> versioned() {
    return Operations.all()
        .filter(route -> route.path().matches(".*/(activate|decline|approve|list|unlist|submit)"));
  }

  @ParameterizedTest
  @MethodSource("keyed")
  void a_command_without_a_key_is_refused(Route route) {
    var ask = json(route);
    Callers.complete(route, ask).without("Idempotency-Key");

    Callers.signedIn(route.permission(), ask)
        .send()
        .problem(400, "idempotency-key-required")
        .saying("Idempotency-Key");
  }

  @ParameterizedTest
  @MethodSource("keyed")
  void a_key_that_is_too_short_too_long_or_not_visible_is_refused(Route route) {
    for (String key : new String[] {"short", "x".repeat(256), "with blanks in it 123"}) {
      var ask = json(route);
      Callers.complete(route, ask).with("Idempotency-Key", key);

      Callers.signedIn(route.permission(), ask).send().problem(400, "invalid-header").saying("16");
    }
  }

  @Test
  void a_key_of_somebody_unknown_must_be_impossible_to_guess() {
    var ask = Ask.post("/sign-ups").body(Bodies.signUp()).with("Idempotency-Key", "1".repeat(16));

    ask.send().problem(400, "invalid-header").saying("UUID");
  }

  @ParameterizedTest
  @MethodSource("versioned")
  void a_change_without_the_version_that_was_seen_is_refused(Route route) {
    var ask = json(route);
    Callers.complete(route, ask).without("If-Match");

    Callers.signedIn(route.permission(), ask)
        .send()
        .problem(428, "precondition-required")
        .saying("If-Match");
  }

  @ParameterizedTest
  @MethodSource("versioned")
  void a_version_that_is_no_etag_is_refused(Route route) {
    for (String tag :
        new String[] {"*", "7", "\"7\"", "W/\"v7\"", "\"v0\"", "\"v-1\"", "\"v1e9\""}) {
      var ask = json(route);
      Callers.complete(route, ask).with("If-Match", tag);

      Callers.signedIn(route.permission(), ask).send().problem(400, "invalid-header").saying("v7");
    }
    var huge = Callers.complete(route, json(route)).with("If-Match", "\"v" + "9".repeat(19) + "\"");
    Callers.signedIn(route.permission(), huge).send().problem(400, "invalid-header");
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void nobody_in_particular_is_refused(Route route) {
    Callers.complete(route, json(route)).send().problem(401, "unauthenticated");
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void a_credential_that_is_not_good_is_refused(Route route) {
    String[] all = {
      "Bearer " + UNKNOWN, "Bearer x", "Basic cm9vdDpyb290", "Bearer", "", "Bearer " + UNKNOWN + "c"
    };
    for (String bad : all) {
      Callers.complete(route, json(route))
          .with("Authorization", bad)
          .send()
          .problem(401, "untrusted");
    }
  }

  @ParameterizedTest
  @MethodSource("open")
  void a_bad_credential_is_refused_even_where_none_is_needed(Route route) {
    Callers.complete(route, json(route)).by(UNKNOWN).send().problem(401, "untrusted");
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void two_credentials_are_one_too_many(Route route) {
    Callers.complete(route, json(route))
        .by(Role.AUDITOR)
        .with("Signature-Input", "sig1=(\"@method\");created=1")
        .with("Signature", "sig1=:AAAA:")
        .send()
        .problem(400, "invalid-header")
        .saying("not both");
  }

  @ParameterizedTest
  @MethodSource("answering")
  void an_answer_of_another_type_is_not_to_be_had(Route route) {
    for (String accept : new String[] {"text/csv", "application/xml, text/*;q=0.3", "*/*;q=0"}) {
      Callers.allowed(route, json(route))
          .with("Accept", accept)
          .send()
          .problem(406, "not-acceptable")
          .saying("json");
    }
    for (String accept :
        new String[] {"*/*", "text/csv, application/*;q=0.1", "application/json"}) {
      assertThat(Callers.allowed(route, json(route)).with("Accept", accept).send().status())
          .isNotEqualTo(406);
    }
  }

  @ParameterizedTest
  @MethodSource("reading")
  void a_digest_that_does_not_fit_the_body_is_refused(Route route) {
    String another = ContentDigest.of(new byte[] {1});

    Callers.allowed(route, json(route))
        .with("Content-Digest", another)
        .send()
        .problem(400, "invalid-header")
        .saying("Content-Digest");
    assertThat(
            Callers.allowed(route, json(route))
                .with("Content-Digest", ContentDigest.of("{}".getBytes(StandardCharsets.UTF_8)))
                .send()
                .text())
        .doesNotContain("Content-Digest");
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void who_may_not_is_told_what_it_takes(Route route) {
    var stranger =
        Stream.of(Role.values()).filter(role -> !Callers.may(role, route.permission())).findFirst();
    if (stranger.isEmpty()) return;

    Callers.complete(route, json(route))
        .by(stranger.get())
        .send()
        .problem(403, "forbidden")
        .saying(route.permission().wire());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "../../etc", "1-1-1-1-1", "%00", "018f2f3a", "'--"})
  void an_id_that_is_none_names_nothing(String id) {
    for (var route : withoutContent()) {
      String path = Operations.path(route, id.replace("/", "%2f").replace("'", "%27"));

      Callers.allowed(route, json(route, path)).send().problem(404, "not-found");
    }
  }

  @Test
  void an_unknown_id_names_nothing() {
    for (var route : withoutContent()) {
      Callers.allowed(route, json(route, Operations.path(route, "" + UUID.randomUUID())))
          .send()
          .problem(404, "not-found")
          .saying("no such");
    }
  }

  /** Those about an object that say all in their path. */
  private static List<Route> withoutContent() {
    return Operations.all()
        .filter(each -> each.path().contains(":oid"))
        .filter(each -> each.body() == null || each.body() == Route.Body.EMPTY)
        .toList();
  }

  private static Ask json(Route route) {
    return json(route, Operations.path(route));
  }

  private static Ask json(Route route, String path) {
    var ask = new Ask(route.method().name(), path);
    if (route.body() == null) return ask;
    byte[] body = route.body() == Route.Body.IMAGE ? new byte[] {1} : new byte[] {'{', '}'};
    return ask.bytes(Samples.mediaType(route), body);
  }
}
