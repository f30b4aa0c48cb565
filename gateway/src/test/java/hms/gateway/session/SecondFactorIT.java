package hms.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.domain.Role;
import hms.domain.access.Totp;
import hms.storage.DomainJson;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Codes of a telephone beside the password. In the office of the tests, auditors need them. */
class SecondFactorIT {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  @Test
  void a_role_that_needs_it_is_of_no_use_before() {
    var person = Person.with(Role.AUDITOR);
    String token = person.token();

    assertThat(Ask.get("/session").by(token).send().good().at("/duties/0").asText())
        .isEqualTo("add_second_factor");
    Ask.get("/security-events").by(token).send().problem(403, "forbidden");
    enrolled(token);

    Ask.get("/security-events").by(token).send().good();
  }

  @Test
  void who_has_it_comes_in_with_password_and_code_only_and_with_each_code_once() {
    var person = Person.with(Role.REVIEWER);
    var secret = enrolled(person.token());
    long used = Totp.step(Instant.now());
    String next = Totp.code(secret, used + 1);

    Ask.signIn(person.claim("cli")).problem(401, "untrusted");
    Ask.signIn(person.claim("cli").put("totp", "000000")).problem(401, "untrusted");
    Ask.signIn(person.claim("cli").put("totp", next).put("password", "wrong, very wrong"))
        .problem(401, "untrusted");
    Ask.signIn(person.claim("cli").put("totp", next)).good();

    // Whoever looked over the shoulder comes too late.
    Ask.signIn(person.claim("cli").put("totp", next)).problem(401, "untrusted");
  }

  @Test
  void a_code_proves_oneself_again_as_a_password_does() {
    var person = Person.with(Role.REVIEWER);
    String token = person.token();
    var secret = enrolled(token);
    String next = Totp.code(secret, Totp.step(Instant.now()) + 1);

    again(token, "000000").problem(401, "untrusted");
    again(token, next).good();

    Ask.get("/session").by(token).send().problem(401, "untrusted");
  }

  @Test
  void what_was_not_shown_to_work_is_not_asked_for() {
    var person = Person.with(Role.REVIEWER);
    String token = person.token();
    confirm(token, "123456").problem(409, "wrong-state");
    new Ask("POST", "/users/me/totp").by(token).send().good();

    confirm(token, "000000").problem(422, "invalid").saying("/totp");

    Ask.signIn(person.claim("cli")).good();
  }

  @Test
  void the_secret_is_shown_once_and_kept_wrapped() {
    var person = Person.with(Role.REVIEWER);
    var offered = new Ask("POST", "/users/me/totp").by(person.token()).send().good();

    String secret = offered.at("/secret").asText();
    assertThat(offered.at("/uri").asText()).startsWith("otpauth://totp/").contains(secret);
    assertThat(
            hms.TestOffice.get()
                .texts("select totp_pending from office_users where oid = $1", person.oid()))
        .noneMatch(kept -> kept.contains(secret));
  }

  private static byte[] enrolled(String token) {
    var offered = new Ask("POST", "/users/me/totp").by(token).send().good();
    byte[] secret = decoded(offered.at("/secret").asText());
    confirm(token, Totp.code(secret, Totp.step(Instant.now()))).good();
    return secret;
  }

  private static Answer confirm(String token, String code) {
    return new Ask("POST", "/users/me/totp/confirm")
        .by(token)
        .body(DomainJson.object().put("totp", code))
        .send();
  }

  private static Answer again(String token, String code) {
    return new Ask("POST", "/session/step-up")
        .by(token)
        .body(DomainJson.object().put("totp", code))
        .send();
  }

  /** RFC 4648, written a second time, as a telephone would. */
  private static byte[] decoded(String text) {
    var bytes = new ByteArrayOutputStream();
    int held = 0;
    int bits = 0;
    for (char each : Objects.requireNonNull(text).toCharArray()) {
      held = held << 5 | ALPHABET.indexOf(each);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(held >> bits & 255);
      }
    }
    return bytes.toByteArray();
  }
}
