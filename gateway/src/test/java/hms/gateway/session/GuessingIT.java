package hms.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.TestOffice;
import hms.Together;
import hms.domain.Role;
import hms.domain.Sha256;
import hms.storage.DomainJson;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who guesses at passwords learns nothing, and has to wait. */
class GuessingIT {
  private static final String WRONG = "not the password of anybody";

  @Test
  void unknown_wrong_disabled_and_passwordless_are_answered_alike_after_the_same_work() {
    var known = Person.with(Role.REVIEWER);
    var disabled = Person.with(Role.REVIEWER);
    change("update office_users set enabled = false where oid = $1", disabled.oid());
    var passwordless = Person.with(Role.REVIEWER);
    change("update office_users set password_hash = null where oid = $1", passwordless.oid());

    assertSame(known.claim("cli").put("password", WRONG));
    assertSame(claim(UUID.randomUUID() + "@office.example"));
    assertSame(claim("no address at all"));
    assertSame(disabled.claim("cli"));
    assertSame(passwordless.claim("cli"));
  }

  /** One password is compared, neither more nor less; the answer says nothing. */
  private static void assertSame(ObjectNode claim) {
    double before = hashes();
    var answer = Ask.signIn(claim).problem(401, "untrusted");
    assertThat(hashes() - before).isEqualTo(1);
    var plain = ((ObjectNode) answer.json()).without("instance");
    assertThat(plain.toString())
        .isEqualTo(
            "{\"type\":\"urn:hms:problem:untrusted\",\"title\":\"untrusted\",\"status\":401,"
                + "\"code\":\"untrusted\",\"detail\":\"the credential is missing, unknown, expired"
                + " or wrong\",\"retryable\":false}");
  }

  @Test
  void a_name_that_is_tried_too_often_must_wait_known_or_not_from_wherever_it_is_tried() {
    var known = Person.with(Role.REVIEWER);
    for (var claim :
        new ObjectNode[] {known.claim("cli"), claim(UUID.randomUUID() + "@office.example")}) {
      var wrong = claim.deepCopy().put("password", WRONG);
      for (int n = 0; n < 5; n++) Ask.signIn(wrong).problem(401, "untrusted");

      double before = hashes();
      var waiting = Ask.signIn(claim).problem(429, "quota-exceeded");

      assertThat(waiting.header("Retry-After")).contains("1");
      assertThat(hashes()).as("looked at").isEqualTo(before);
    }
  }

  @Test
  void each_further_failure_costs_twice_the_time_up_to_a_quarter_of_an_hour() {
    var person = Person.with(Role.REVIEWER);
    var wrong = person.claim("cli").put("password", WRONG);
    var subject = Buffer.buffer(Sha256.of("name:" + person.email()));
    for (int n = 0; n < 4; n++) Ask.signIn(wrong).problem(401, "untrusted");
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900}) {
      change("update sign_in_attempts set blocked_until = now() where subject = $1", subject);

      Ask.signIn(wrong).problem(401, "untrusted");

      assertThat(
              TestOffice.get()
                  .count(
                      "select round(extract(epoch from blocked_until - last))::bigint"
                          + " from sign_in_attempts where subject = $1",
                      subject))
          .isEqualTo(seconds);
    }
    // Never for ever: the right one is let in as soon as the time is over, and all is forgotten.
    change("update sign_in_attempts set blocked_until = now() where subject = $1", subject);
    Ask.signIn(person.claim("cli")).good();
    assertThat(
            TestOffice.get()
                .count("select count(*) from sign_in_attempts where subject = $1", subject))
        .isZero();
  }

  @Test
  void an_address_that_tries_many_names_must_wait() {
    String address = "192.0.2." + 7;
    for (int n = 0; n < 5; n++) {
      from(address, claim(UUID.randomUUID() + "@office.example")).problem(401, "untrusted");
    }

    from(address, Person.with(Role.REVIEWER).claim("cli")).problem(429, "quota-exceeded");

    from("192.0.2.8", Person.with(Role.REVIEWER).claim("cli")).good();
  }

  @Test
  void who_comes_in_takes_back_no_failure_of_others_at_the_same_address() {
    String address = "192.0.2.9";
    var person = Person.with(Role.REVIEWER);
    for (int n = 0; n < 4; n++) {
      from(address, claim(UUID.randomUUID() + "@office.example")).problem(401, "untrusted");
      from(address, person.claim("cli")).good();
    }

    from(address, claim(UUID.randomUUID() + "@office.example")).problem(401, "untrusted");

    from(address, person.claim("cli")).problem(429, "quota-exceeded");
  }

  @Test
  void of_many_guesses_at_a_time_no_more_than_five_are_looked_at() throws Exception {
    var wrong = Person.with(Role.REVIEWER).claim("cli").put("password", WRONG);
    double before = hashes();

    var answers = Together.run(16, n -> new Ask("POST", "/sessions").body(wrong).send());

    assertThat(hashes() - before).isLessThanOrEqualTo(5);
    assertThat(answers).extracting(Answer::status).containsOnly(401, 429);
  }

  @Test
  void a_refusal_is_remembered_without_the_name_that_was_tried() {
    String name = UUID.randomUUID() + "@office.example";
    Ask.signIn(claim(name)).problem(401, "untrusted");

    var office = TestOffice.get();
    assertThat(
            office.count(
                "select count(*) from security_events e where kind = 'sign-in' and e::text like $1",
                "%" + name + "%"))
        .isZero();
    assertThat(
            office.count(
                "select count(*) from security_events where kind = 'sign-in' and detail = $1",
                "unknown account"))
        .isPositive();
  }

  private static ObjectNode claim(String email) {
    return DomainJson.object()
        .put("email", email)
        .put("password", Person.PASSWORD)
        .put("client", "cli");
  }

  private static Answer from(String address, ObjectNode claim) {
    return new Ask("POST", "/sessions").with("X-Forwarded-For", address).body(claim).send();
  }

  private static double hashes() {
    return Ask.get("/metrics")
        .by(Role.OPERATOR)
        .send()
        .good()
        .text()
        .lines()
        .filter(line -> line.startsWith("hms_password_hashes_total "))
        .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
        .sum();
  }

  private static void change(String sql, Object value) {
    TestOffice.get().change(sql, value);
  }
}
