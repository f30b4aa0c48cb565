package hms.gateway.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.TestOffice;
import hms.domain.Role;
import hms.gateway.session.Person;
import hms.storage.DomainJson;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Taking people on, their roles, and putting them out. */
class UsersIT {
  private final String admin = TestOffice.get().session(Role.ADMIN);

  @Test
  void somebody_new_gets_a_password_that_is_shown_once_and_is_good_for_choosing_another() {
    var body = somebody(Role.REVIEWER);
    var ask = Ask.post("/users").by(admin).body(body);

    var made = ask.send().good();

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.at("/passwordOnce").asBoolean()).isTrue();
    assertThat(ask.send().good().json().has("password")).as("in a repetition").isFalse();
    assertThat(Ask.get(path(made)).by(admin).send().good().json().has("password")).isFalse();
    String token = enter(body.get("email").asText(), made.at("/password").asText());
    Ask.get("/revisions").by(token).send().problem(403, "forbidden");
    Ask.post("/users").by(admin).body(body).send().problem(409, "duplicate").saying("email");
  }

  @Test
  void a_change_needs_the_version_that_was_seen_and_a_proof_of_now() {
    var made = Ask.post("/users").by(admin).body(somebody(Role.REVIEWER)).send().good();
    var change = DomainJson.object().put("name", "Mia Moreno");

    edit(made, 9, change).problem(412, "stale");
    TestOffice.get()
        .change(
            "update sessions set stepped_up_until = now() where hash = sha256($1)",
            Buffer.buffer(admin));
    edit(made, 1, change).problem(403, "step-up-required");
    edit(TestOffice.get().token(Role.ADMIN), made, 1, change).problem(403, "step-up-required");
    assertThat(
            edit(TestOffice.get().session(Role.ADMIN), made, 1, change).good().at("/name").asText())
        .isEqualTo("Mia Moreno");
  }

  @Test
  void nobody_gives_roles_to_themselves_puts_themselves_out_or_resets_their_own_password() {
    var person = Person.with(Role.ADMIN);
    String own = person.token();
    var self = Ask.get("/users/" + person.oid()).by(own).send().good();
    var more = DomainJson.object();
    more.putArray("roles").add("admin").add("reviewer");

    edit(own, self, 1, more).problem(403, "denied").saying("/roles");
    command(own, self, 1, "disable").problem(403, "denied");
    command(own, self, 1, "reset-password").problem(403, "denied");
    edit(own, self, 1, DomainJson.object().put("name", "Ana")).good();
  }

  @Test
  void a_role_that_is_given_or_taken_acts_with_the_next_call() {
    var person = Person.with(Role.REVIEWER);
    String token = person.token();
    var seen = Ask.get("/users/" + person.oid()).by(admin).send().good();
    var other = DomainJson.object();
    other.putArray("roles").add("order-manager");

    edit(seen, 1, other).good();

    Ask.get("/customers").by(token).send().good();
    Ask.get("/review-rules").by(token).send().problem(403, "forbidden");
  }

  @Test
  void who_is_put_out_loses_sessions_and_tokens_for_good() {
    var person = Person.with(Role.REVIEWER);
    String session = person.token();
    var browser = person.browser();
    String token = token(session);
    var seen = Ask.get("/users/" + person.oid()).by(admin).send().good();
    Ask.get("/revisions").by(token).send().good();

    command(admin, seen, 1, "disable").good();

    Ask.get("/session").by(session).send().problem(401, "untrusted");
    browser.bare(Ask.get("/session")).send().problem(401, "untrusted");
    Ask.get("/revisions").by(token).send().problem(401, "untrusted");
    command(admin, seen, 2, "enable").good();
    Ask.get("/session").by(session).send().problem(401, "untrusted");
    Ask.get("/revisions").by(token).send().problem(401, "untrusted");
    Ask.signIn(person.claim("cli")).good();
  }

  @Test
  void a_password_that_is_reset_ends_all_that_the_old_one_had_opened() {
    var person = Person.with(Role.REVIEWER);
    String session = person.token();
    String token = token(session);
    var seen = Ask.get("/users/" + person.oid()).by(admin).send().good();

    var reset = command(admin, seen, 1, "reset-password").good();

    Ask.get("/session").by(session).send().problem(401, "untrusted");
    Ask.get("/revisions").by(token).send().problem(401, "untrusted");
    Ask.signIn(person.claim("cli")).problem(401, "untrusted");
    enter(person.email(), reset.at("/password").asText());
  }

  @Test
  void what_is_done_with_people_is_in_the_audit_without_any_secret() {
    var made = Ask.post("/users").by(admin).body(somebody(Role.REVIEWER)).send().good();
    command(admin, made, 1, "reset-password").good();
    UUID oid = UUID.fromString(made.at("/oid").asText());

    var office = TestOffice.get();
    String about = "from audit_entries where kind = 'user' and object = $1 order by n";
    assertThat(office.texts("select command " + about, oid))
        .containsExactly("create", "reset_password");
    assertThat(office.texts("select actor " + about, oid))
        .containsOnly("office:admin@office.example");
    assertThat(office.texts("select change " + about, oid))
        .noneMatch(change -> change.contains("argon2"));
  }

  @Test
  void nobody_else_may_see_who_works_here() {
    for (var role : Role.values()) {
      if (role == Role.ADMIN) continue;
      Ask.get("/users").by(role).send().problem(403, "forbidden");
    }
  }

  private static ObjectNode somebody(Role role) {
    var body = DomainJson.object().put("name", "Mia");
    body.put("email", UUID.randomUUID() + "@office.example");
    body.putArray("roles").add(role.wire());
    return body;
  }

  private static String enter(String email, String password) {
    var claim = DomainJson.object().put("email", email).put("password", password);
    var entered = Ask.signIn(claim.put("client", "cli")).good();
    assertThat(entered.at("/duties/0").asText()).isEqualTo("choose_password");
    return entered.at("/token").asText();
  }

  private static String token(String session) {
    var body = DomainJson.object().put("name", "report");
    return Ask.post("/tokens").by(session).body(body).send().good().at("/token").asText();
  }

  private static String path(Answer user) {
    return "/users/" + user.at("/oid").asText();
  }

  private Answer edit(Answer user, long seen, ObjectNode change) {
    return edit(admin, user, seen, change);
  }

  private static Answer edit(String by, Answer user, long seen, ObjectNode change) {
    return new Ask("PATCH", path(user)).by(by).seen(seen).body(change).send();
  }

  private static Answer command(String by, Answer user, long seen, String word) {
    return Ask.post(path(user) + "/" + word).by(by).seen(seen).send();
  }
}
