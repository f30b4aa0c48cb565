package hms.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.TestOffice;
import hms.domain.Role;
import hms.gateway.session.Person.Browser;
import hms.storage.DomainJson;
import org.junit.jupiter.api.Test;

/** Signing in and out, and what becomes of a session. */
class SessionsIT {
  private static final String OTHER = "two walnut trees and an old garden";

  @Test
  void a_command_line_gets_a_token_for_half_a_day() {
    var person = Person.with(Role.REVIEWER);

    var entered = Ask.signIn(person.claim("cli")).good();

    assertThat(entered.status()).isEqualTo(201);
    assertThat(entered.header("Set-Cookie")).isEmpty();
    String token = entered.at("/token").asText();
    var live = Ask.get("/session").by(token).send().good();
    assertThat(live.at("/user/email").asText()).isEqualTo(person.email());
    assertThat(live.at("/duties")).isEmpty();
    assertThat(Ask.get("/revisions").by(token).send().good().status()).isEqualTo(200);
    assertThat(live.text()).doesNotContain(token);
  }

  @Test
  void a_browser_gets_a_cookie_that_no_script_and_no_other_site_can_use() {
    var entered = Ask.signIn(Person.with(Role.REVIEWER).claim("console")).good();

    // The office of the tests has no TLS; SessionCookieTest sees what it gives where there is.
    assertThat(entered.header("Set-Cookie").orElseThrow())
        .matches("hms_dev=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
    assertThat(entered.json().has("token")).isFalse();
    var browser = Browser.of(entered);
    assertThat(browser.bare(Ask.get("/session")).send().good().at("/csrfToken").asText())
        .isEqualTo(browser.csrf());
  }

  @Test
  void each_session_has_a_secret_of_its_own_and_another_one_after_each_proof() {
    var person = Person.with(Role.REVIEWER);
    var before = person.browser();
    assertThat(person.browser().cookie()).isNotEqualTo(before.cookie());

    var again = before.own(stepUp(Person.PASSWORD)).send().good();

    var after = Browser.of(again);
    assertThat(after.cookie()).isNotEqualTo(before.cookie());
    assertThat(after.csrf()).isNotEqualTo(before.csrf());
    before.bare(Ask.get("/session")).send().problem(401, "untrusted");
    assertThat(after.bare(Ask.get("/session")).send().good().at("/oid"))
        .isEqualTo(again.at("/oid"));
  }

  @Test
  void a_cookie_that_somebody_planted_is_not_made_good_by_signing_in() {
    var planted = "hms_dev=" + "A".repeat(43);
    var person = Person.with(Role.REVIEWER);

    var entered =
        new Ask("POST", "/sessions").with("Cookie", planted).body(person.claim("console")).send();

    assertThat(entered.good().header("Set-Cookie").orElseThrow()).doesNotContain(planted);
    Ask.get("/session").with("Cookie", planted).send().problem(401, "untrusted");
  }

  @Test
  void a_session_that_was_ended_is_over_at_once() {
    var person = Person.with(Role.REVIEWER);
    var browser = person.browser();
    String token = person.token();

    var gone = browser.own(new Ask("DELETE", "/session")).send().good();

    assertThat(gone.header("Set-Cookie").orElseThrow()).contains("Max-Age=0");
    browser.bare(Ask.get("/session")).send().problem(401, "untrusted");
    Ask.get("/session").by(token).send().good();
  }

  @Test
  void a_person_sees_and_ends_their_own_sessions_and_a_stranger_does_not() {
    var person = Person.with(Role.REVIEWER);
    String here = person.token();
    String there = person.token();
    String oid = Ask.get("/session").by(there).send().at("/oid").asText();
    String stranger = Person.with(Role.REVIEWER).token();

    assertThat(Ask.get("/sessions").by(here).send().good().at("/items")).hasSize(2);
    new Ask("DELETE", "/sessions/" + oid).by(stranger).send().problem(404, "not-found");
    new Ask("DELETE", "/sessions/" + oid).by(here).send().good();
    Ask.get("/session").by(there).send().problem(401, "untrusted");
    new Ask("DELETE", "/sessions/" + oid).by(here).send().problem(404, "not-found");
  }

  @Test
  void who_manages_users_sees_and_ends_those_of_everybody() {
    var person = Person.with(Role.REVIEWER);
    String token = person.token();
    String oid = Ask.get("/session").by(token).send().at("/oid").asText();
    String admin = TestOffice.get().session(Role.ADMIN);

    assertThat(Ask.get("/sessions?limit=200").by(admin).send().good().text())
        .contains(person.email());
    new Ask("DELETE", "/sessions/" + oid).by(admin).send().good();

    Ask.get("/session").by(token).send().problem(401, "untrusted");
  }

  @Test
  void a_browser_that_was_left_alone_is_forgotten_and_a_command_line_is_not() {
    var person = Person.with(Role.REVIEWER);
    var browser = person.browser();
    String token = person.token();
    TestOffice.get()
        .change(
            "update sessions set seen = now() - interval '31 minutes' where user_oid = $1",
            person.oid());

    browser.bare(Ask.get("/session")).send().problem(401, "untrusted");
    Ask.get("/session").by(token).send().good();
  }

  @Test
  void what_is_used_is_not_left_alone() {
    var person = Person.with(Role.REVIEWER);
    var browser = person.browser();
    TestOffice.get()
        .change(
            "update sessions set seen = now() - interval '29 minutes' where user_oid = $1",
            person.oid());

    browser.bare(Ask.get("/session")).send().good();

    String age =
        "select extract(epoch from now() - max(seen))::bigint from sessions where user_oid = $1";
    assertThat(TestOffice.get().count(age, person.oid())).isLessThan(60);
  }

  @Test
  void after_half_a_day_a_session_is_over_whatever_was_done_with_it() {
    var person = Person.with(Role.REVIEWER);
    String token = person.token();
    var browser = person.browser();
    TestOffice.get()
        .change("update sessions set expires = now() where user_oid = $1", person.oid());

    Ask.get("/session").by(token).send().problem(401, "untrusted");
    browser.bare(Ask.get("/session")).send().problem(401, "untrusted");
  }

  @Test
  void a_role_that_was_taken_away_is_gone_with_the_next_call() {
    var person = Person.with(Role.REVIEWER);
    String token = person.token();
    Ask.get("/revisions").by(token).send().good();

    TestOffice.get()
        .change("update office_users set roles = '{operator}' where oid = $1", person.oid());

    Ask.get("/revisions").by(token).send().problem(403, "forbidden");
  }

  @Test
  void who_is_put_out_is_out_with_the_next_call() {
    var person = Person.with(Role.REVIEWER);
    String token = person.token();
    var browser = person.browser();

    TestOffice.get().change("update office_users set enabled = false where oid = $1", person.oid());

    Ask.get("/session").by(token).send().problem(401, "untrusted");
    browser.bare(Ask.get("/session")).send().problem(401, "untrusted");
    Ask.signIn(person.claim("cli")).problem(401, "untrusted");
  }

  @Test
  void choosing_a_password_ends_all_other_sessions() {
    var person = Person.with(Role.REVIEWER);
    String here = person.token();
    var there = person.browser();

    choose(here, "short").problem(422, "invalid").saying("/newPassword", "too-short");
    choose(here, "password1234").problem(422, "invalid").saying("common");
    assertThat(choose(here, OTHER).status()).isEqualTo(204);

    Ask.get("/session").by(here).send().good();
    there.bare(Ask.get("/session")).send().problem(401, "untrusted");
    Ask.signIn(person.claim("cli")).problem(401, "untrusted");
    Ask.signIn(person.claim("cli").put("password", OTHER)).good();
  }

  @Test
  void a_proof_that_is_old_does_not_do_for_what_a_stolen_session_must_not() {
    var person = Person.with(Role.REVIEWER);
    String token = person.token();
    TestOffice.get()
        .change("update sessions set stepped_up_until = now() where user_oid = $1", person.oid());

    choose(token, OTHER).problem(403, "step-up-required");
    stepUp("another one, which is wrong").by(token).send().problem(401, "untrusted");
    String next = stepUp(Person.PASSWORD).by(token).send().good().at("/token").asText();

    Ask.get("/session").by(token).send().problem(401, "untrusted");
    assertThat(choose(next, OTHER).status()).isEqualTo(204);
  }

  @Test
  void a_password_that_somebody_gave_is_good_for_choosing_another_one() {
    var person = Person.with(Role.REVIEWER);
    TestOffice.get()
        .change("update office_users set password_once = true where oid = $1", person.oid());
    String token = person.token();

    assertThat(Ask.get("/session").by(token).send().good().at("/duties/0").asText())
        .isEqualTo("choose_password");
    Ask.get("/revisions").by(token).send().problem(403, "forbidden");
    choose(token, OTHER).good();

    Ask.get("/revisions").by(token).send().good();
  }

  @Test
  void what_a_token_of_a_program_may_not_is_what_a_person_does_with_their_own_account() {
    Ask.get("/session").by(Role.REVIEWER).send().problem(403, "forbidden");
    choose(TestOffice.get().token(Role.REVIEWER), OTHER).problem(403, "forbidden");
    assertThat(Ask.get("/whoami").by(Role.REVIEWER).send().good().at("/permissions").toString())
        .contains("revisions.review")
        .doesNotContain("account.edit");
  }

  @Test
  void signing_in_and_out_is_in_the_audit_without_any_secret() {
    var person = Person.with(Role.REVIEWER);
    String token = person.token();
    String next = stepUp(Person.PASSWORD).by(token).send().good().at("/token").asText();
    choose(next, OTHER).good();
    new Ask("DELETE", "/session").by(next).send().good();

    var office = TestOffice.get();
    String mine = "from audit_entries where actor = $1 order by n";
    assertThat(office.texts("select command " + mine, "office:" + person.email()))
        .containsExactly("sign_in", "step_up", "choose_password", "end");
    assertThat(office.texts("select change " + mine, "office:" + person.email()))
        .noneMatch(change -> change.contains("argon2") || change.contains(token));
  }

  private static Ask stepUp(String password) {
    return new Ask("POST", "/session/step-up").body(DomainJson.object().put("password", password));
  }

  private static Answer choose(String token, String password) {
    return new Ask("POST", "/users/me/password")
        .by(token)
        .body(DomainJson.object().put("newPassword", password))
        .send();
  }
}
