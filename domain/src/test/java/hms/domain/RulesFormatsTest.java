package hms.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RulesFormatsTest {
  private final Rules rules = new Rules();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mia@example.org",
        "a@b.co",
        "m.c+tag@sub.example.org",
        "o'brien@example.org",
        "x@1-a.example",
        "x@xn--bcher-kva.example",
        "x@a.3com"
      })
  void addresses_that_people_have_are_accepted(String address) {
    String email = rules.email("/email", address);

    assertThat(email).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mia",
        "mia@",
        "@example.org",
        "mia@example",
        "mia@example.123",
        "mia@-a.org",
        "mia@a-.org",
        ".mia@example.org",
        "mia.@example.org",
        "m..a@example.org",
        "mia@exam ple.org",
        "mia@example..org",
        "a@b@c.org",
        "Mia <mia@example.org>",
        "mia@bücher.example",
        "mia@[127.0.0.1]"
      })
  void what_is_no_single_address_is_refused(String address) {
    refused(rules.email("/email", address));

    assertThat(rules.violations()).extracting(Violation::code).containsExactly("email");
  }

  @Test
  void addresses_are_compared_in_lower_case() {
    String email = rules.email("/email", "Mia@Example.ORG");

    assertThat(email).isEqualTo("mia@example.org");
  }

  @Test
  void the_local_part_has_at_most_64_characters_and_the_label_63() {
    String longest = rules.email("/ok", "a".repeat(64) + "@" + "b".repeat(63) + ".org");
    refused(
        rules.email("/local", "a".repeat(65) + "@b.org"),
        rules.email("/label", "a@" + "b".repeat(64) + ".org"));

    assertThat(longest).isNotNull();
    assertThat(rules.violations())
        .extracting(Violation::pointer)
        .containsExactly("/local", "/label");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org",
        "http://example.org:8080/a/b?c=d",
        "https://example.org?x=1",
        "https://video.example/@mia",
        "https://sub-domain.example.org/ä"
      })
  void web_addresses_are_accepted(String address) {
    String url = rules.optionalUrl("/website", address);

    assertThat(url).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "https://",
        "https://.",
        "https://-..-",
        "https://mia@example.org",
        "https://mia:pw@example.org/",
        "https://example.org/#part",
        "https://example.org/a b",
        "https://1.2.3.4/"
      })
  void what_is_no_public_web_address_is_refused(String address) {
    refused(rules.optionalUrl("/website", address));

    assertThat(rules.violations()).extracting(Violation::code).containsExactly("url");
  }

  @Test
  void a_web_address_has_at_most_2048_characters() {
    String start = "https://example.org/";
    String longest = rules.optionalUrl("/ok", start + "a".repeat(2048 - start.length()));
    refused(rules.optionalUrl("/long", start + "a".repeat(2049 - start.length())));

    assertThat(longest).hasSize(2048);
    assertThat(rules.violations()).extracting(Violation::pointer).containsExactly("/long");
  }

  @ParameterizedTest
  @CsvSource({
    "+502 1234-5678, +50212345678",
    "(030) 123.456/7, 0301234567",
    "1234567, 1234567",
    "+123456789012345, +123456789012345"
  })
  void a_phone_number_keeps_its_digits(String written, String kept) {
    String phone = rules.optionalPhone("/phone", written);

    assertThat(phone).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "123456", "1234567890123456", "12+345678", "123456a", "١٢٣٤٥٦٧"})
  void what_is_no_phone_number_is_refused(String written) {
    refused(rules.optionalPhone("/phone", written));

    assertThat(rules.violations()).extracting(Violation::code).containsExactly("phone");
  }

  /** Rules answer null for what they do not take. */
  private static void refused(@Nullable Object... answers) {
    assertThat(answers).containsOnlyNulls();
  }
}
