package hms.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.Together;
import hms.domain.Role;
import hms.gateway.session.Person.Browser;
import hms.storage.DomainJson;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An artisan comes into a browser by a link that its app has asked for. */
class SessionLinksIT {
  private static TestMaker maker;

  @BeforeAll
  static void enrol() {
    maker = TestMaker.enrolled();
  }

  @Test
  void a_link_lets_its_artisan_in_with_its_own_rights_and_rows() {
    var entered = follow(asked(maker));

    assertThat(entered.status()).isEqualTo(303);
    assertThat(entered.header("Location")).contains("/api/v1/session");
    assertThat(entered.header("Set-Cookie").orElseThrow())
        .matches("hms_dev=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
    var browser = browser(entered);
    var own = maker.offers(Bodies.product(3, maker.image()));
    UUID foreign = TestMaker.enrolled().sells(1);
    assertThat(browser.bare(Ask.get("/whoami")).send().good().at("/oid").asText())
        .isEqualTo(maker.oid().toString());
    browser.bare(Ask.get("/products/" + own.at("/product/oid").asText())).send().good();
    browser.bare(Ask.get("/products/" + foreign)).send().problem(404, "not-found");
    browser.bare(Ask.get("/orders")).send().problem(403, "forbidden");
    browser.bare(Ask.get("/sessions")).send().problem(403, "forbidden");
  }

  @Test
  void whoever_follows_a_link_is_told_first_as_whom_and_is_let_in_by_nothing_else() {
    String path = asked(maker);
    String name =
        TestOffice.get()
            .texts("select display_name from artisans where oid = $1", maker.oid())
            .getFirst();

    for (int n = 0; n < 3; n++) {
      var page = Ask.get(path).send().good();
      assertThat(page.header("Set-Cookie")).isEmpty();
      assertThat(page.header("Content-Type")).contains("text/html; charset=utf-8");
      assertThat(page.text())
          .contains("Go on as " + name, "<form method=\"post\">", "content=\"same-origin\"")
          .doesNotContain("<script", "http:", "https:");
    }
    assertThat(follow(path).status()).isEqualTo(303);
    Ask.get(path).send().problem(401, "untrusted");
  }

  @Test
  void a_page_of_others_cannot_let_anybody_in_and_what_has_no_origin_neither() {
    String path = asked(maker);

    for (String other : new String[] {"https://evil.example", "null", "http://127.0.0.1:1"}) {
      new Ask("POST", path).with("Origin", other).send().problem(403, "csrf");
    }
    new Ask("POST", path).send().problem(403, "csrf");
    assertThat(follow(path).status()).isEqualTo(303);
  }

  @Test
  void a_name_that_looks_like_markup_is_text_on_the_page() {
    var strange = TestMaker.enrolled();
    TestOffice.get()
        .change(
            """
            update artisans set profile = profile || '{"companyName": "<b onclick=\\"x\\">&''"}'
            where oid = $1
            """,
            strange.oid());

    assertThat(Ask.get(asked(strange)).send().good().text())
        .contains("Go on as &lt;b onclick=&quot;x&quot;&gt;&amp;&#39;?</h1>")
        .doesNotContain("<b onclick");
  }

  @Test
  void it_works_there_from_our_own_pages_only() {
    var browser = browser(follow(asked(maker)));
    var offered = maker.offers(Bodies.product(3, maker.image()));
    String path = "/products/" + offered.at("/product/oid").asText() + "/available";
    String off = "{\"available\":false}";

    browser.bare(new Ask("PUT", path).seen(1).body(off)).send().problem(403, "csrf");
    browser.own(new Ask("PUT", path).seen(1).body(off)).send().good();
  }

  @Test
  void what_a_stolen_browser_must_not_do_needs_a_signature() {
    var browser = browser(follow(asked(maker)));
    String keys = "/artisans/" + maker.oid() + "/keys";
    var next = DomainJson.object().put("algorithm", "hmac_sha256").put("agreeKey", "A".repeat(43));

    browser.own(Ask.post(keys).body(next)).send().problem(403, "step-up-required");
    browser.own(new Ask("POST", "/session-links")).send().problem(403, "step-up-required");
    browser
        .own(Ask.post("/artisans/" + maker.oid() + "/broker-account"))
        .send()
        .problem(403, "step-up-required");
    browser.bare(Ask.get(keys)).send().good();
  }

  @Test
  void a_link_is_good_once_even_for_many_at_one_instant() {
    String path = asked(maker);

    var answers = Together.run(8, i -> follow(path).status());

    assertThat(answers).containsOnlyOnce(303);
    assertThat(answers.stream().filter(status -> status == 401)).hasSize(7);
  }

  @Test
  void after_two_minutes_it_is_good_no_more_and_what_nobody_gave_never_was() {
    String path = asked(maker);
    TestOffice.get()
        .change(
            "update session_links set created = now() - interval '3 minutes',"
                + " expires = now() - interval '1 minute' where artisan_oid = $1",
            maker.oid());

    follow(path).problem(401, "untrusted");
    follow("/session-links/" + "A".repeat(43)).problem(401, "untrusted");
    follow("/session-links/%00").problem(401, "untrusted");
  }

  @Test
  void link_and_session_end_with_the_key_that_signed() {
    var leaving = TestMaker.enrolled();
    var browser = browser(follow(asked(leaving)));
    String unused = asked(leaving);

    Ask.post("/keys/" + leaving.enrolment().key() + "/revoke")
        .by(Role.ARTISAN_MANAGER)
        .body(DomainJson.object().put("reason", "lost"))
        .send()
        .good();

    browser.bare(Ask.get("/session")).send().problem(401, "untrusted");
    follow(unused).problem(401, "untrusted");
  }

  @Test
  void the_artisan_signs_out_and_a_browser_that_is_left_alone_is_forgotten() {
    var browser = browser(follow(asked(maker)));
    var other = browser(follow(asked(maker)));

    var gone = browser.own(new Ask("DELETE", "/session")).send().good();

    assertThat(gone.header("Set-Cookie").orElseThrow()).contains("Max-Age=0");
    browser.bare(Ask.get("/session")).send().problem(401, "untrusted");
    other.bare(Ask.get("/session")).send().good();
    TestOffice.get().change("update artisan_sessions set seen = now() - interval '31 minutes'");
    other.bare(Ask.get("/session")).send().problem(401, "untrusted");
  }

  @Test
  void nobody_but_an_artisan_asks_for_one() {
    new Ask("POST", "/session-links").by(Role.ARTISAN_MANAGER).send().problem(404, "not-found");
    new Ask("POST", "/session-links").by(Role.REVIEWER).send().problem(403, "forbidden");
    new Ask("POST", "/session-links").send().problem(401, "unauthenticated");
  }

  @Test
  void it_is_in_the_audit_whose_session_it_was_and_no_secret() {
    var own = TestMaker.enrolled();
    String path = asked(own);
    var browser = browser(follow(path));

    var office = TestOffice.get();
    String mine = " from audit_entries where kind = 'artisan-session' and artisan_oid = $1";
    assertThat(office.texts("select command" + mine, own.oid())).containsExactly("sign_in");
    assertThat(office.texts("select change" + mine, own.oid()))
        .noneMatch(change -> change.contains(browser.cookie().split("=", 2)[1]));
  }

  /** The path of a link. */
  private static String asked(TestMaker by) {
    var link = by.ask(new Ask("POST", "/session-links")).good();
    assertThat(link.status()).isEqualTo(201);
    String url = link.at("/url").asText();
    assertThat(url).startsWith(TestOffice.get().url() + "/api/v1/session-links/");
    return url.substring((TestOffice.get().url() + "/api/v1").length());
  }

  /** As the browser of somebody who has read the page and goes on. */
  private static Answer follow(String path) {
    return new Ask("POST", path).with("Origin", TestOffice.get().url()).send();
  }

  private static Browser browser(Answer entered) {
    String cookie = entered.header("Set-Cookie").orElseThrow().split(";", 2)[0];
    ObjectNode session =
        (ObjectNode) Ask.get("/session").with("Cookie", cookie).send().good().json();
    return new Browser(cookie, session.path("csrfToken").asText());
  }
}
