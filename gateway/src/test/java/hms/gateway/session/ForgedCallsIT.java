package hms.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import hms.TestOffice;
import hms.domain.Permission;
import hms.domain.Role;
import hms.gateway.Operations;
import hms.gateway.Samples;
import hms.gateway.http.Route;
import hms.gateway.session.Person.Browser;
import hms.storage.DomainJson;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page of somebody else can make the browser of a person of the office send. */
class ForgedCallsIT {
  /** All that need no second factor here. */
  private static final Role[] ROLES =
      Stream.of(Role.values()).filter(role -> role != Role.AUDITOR).toArray(Role[]::new);

  private static Browser browser;

  @BeforeAll
  static void signIn() {
    browser = Person.with(ROLES).browser();
  }

  static List<Route> changing() {
    return Operations.all()
        .filter(route -> route.permission() != null)
        .filter(route -> !route.method().equals(HttpMethod.GET))
        .filter(ForgedCallsIT::may)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("changing")
  void a_change_with_the_cookie_alone_is_refused(Route route) {
    browser.bare(ask(route)).send().problem(403, "csrf");
    browser.bare(ask(route)).with("X-CSRF-Token", browser.csrf()).send().problem(403, "csrf");
    browser.bare(ask(route)).with("Origin", TestOffice.get().url()).send().problem(403, "csrf");
    browser.own(ask(route)).with("Origin", "https://evil.example").send().problem(403, "csrf");
    browser.own(ask(route)).with("X-CSRF-Token", browser.csrf() + "x").send().problem(403, "csrf");
  }

  @Test
  void enough_of_them_are_tried() {
    assertThat(changing()).hasSizeGreaterThan(30);
  }

  @Test
  void a_page_of_ours_may_change_what_the_person_may() {
    browser
        .own(new Ask("DELETE", "/sessions/" + UUID.randomUUID()))
        .send()
        .problem(404, "not-found");
  }

  @Test
  void reading_needs_the_cookie_alone() {
    browser.bare(Ask.get("/whoami")).send().good();
    browser.bare(Ask.get("/products")).send().good();
  }

  @Test
  void a_cookie_beside_another_credential_is_one_too_many() {
    browser.own(Ask.get("/whoami").by(Role.REVIEWER)).send().problem(400, "invalid-header");
    browser
        .own(Ask.get("/whoami").with("Signature-Input", "sig1=()"))
        .send()
        .problem(400, "invalid-header");
  }

  @Test
  void a_page_of_others_makes_nobody_sign_in_as_somebody_else() {
    var claim = DomainJson.object().put("email", "mallory@office.example").put("password", "x");

    new Ask("POST", "/sessions")
        .body(claim)
        .with("Origin", "https://evil.example")
        .send()
        .problem(403, "csrf");
    new Ask("POST", "/sessions").body(claim).send().problem(401, "untrusted");
  }

  @Test
  void both_names_of_this_machine_are_ours() {
    String other = TestOffice.get().url().replace("127.0.0.1", "localhost");

    browser
        .own(new Ask("DELETE", "/sessions/" + UUID.randomUUID()))
        .with("Origin", other)
        .send()
        .problem(404, "not-found");
  }

  @Test
  void two_cookies_of_one_name_are_none() {
    Ask.get("/whoami")
        .with("Cookie", browser.cookie() + "; " + browser.cookie() + "x")
        .send()
        .problem(401, "unauthenticated");
  }

  private static boolean may(Route route) {
    var needed = route.permission();
    return needed == Permission.ACCOUNT_EDIT || Role.permissions(List.of(ROLES)).contains(needed);
  }

  private static Ask ask(Route route) {
    var ask = new Ask(route.method().name(), Operations.path(route));
    return route.body() == null ? ask : ask.bytes(Samples.mediaType(route), new byte[] {'{', '}'});
  }
}
