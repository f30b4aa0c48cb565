package hms.gateway.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class Argon2Test {
  private static final byte[] SALT = "somesaltsomesalt".getBytes(StandardCharsets.US_ASCII);

  /** Made by the reference implementation: {@code argon2 somesalt -id -t 2 -k 65536 -p 1 -l 32}. */
  private static final String REFERENCE =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  @Test
  void a_hash_of_the_reference_implementation_is_understood() {
    assertThat(Argon2.matches(REFERENCE, "password")).isTrue();
    assertThat(Argon2.matches(REFERENCE, "Password")).isFalse();
  }

  @Test
  void a_hash_says_what_it_takes_so_that_older_ones_stay_good() {
    var cheap = new Argon2(64, 1, 1);
    String text = cheap.hash("a long walk home", SALT);

    assertThat(text).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
    assertThat(Argon2.matches(text, "a long walk home")).isTrue();
    assertThat(Argon2.TODAY.outdated(text)).isTrue();
    assertThat(cheap.outdated(text)).isFalse();
  }

  @Test
  void another_salt_is_another_hash() {
    byte[] other = SALT.clone();
    other[0]++;

    assertThat(new Argon2(64, 1, 1).hash("same", SALT))
        .isNotEqualTo(new Argon2(64, 1, 1).hash("same", other));
  }
}
