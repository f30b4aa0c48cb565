package hms.domain.access;

import static hms.domain.fixture.Refusals.why;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordTest {
  private static final String EMAIL = "mia.moreno@office.example";

  @ParameterizedTest
  @ValueSource(strings = {"twelve chars", "all small letters", "ЖФЯщъыьэюяйц", "  spaces count  "})
  void a_long_password_needs_no_digits_and_no_signs(String text) {
    assertThat(Password.chosen("/p", text, EMAIL)).isEqualTo(Outcome.done(new Password(text)));
  }

  @ParameterizedTest
  @CsvSource({
    "elevenchars, too-short",
    "'', too-short",
    "password1234, common",
    "PassWord1234, common",
    "aaaaaaaaaaaaaaa, common",
    "abcabcabcabcabc, common",
    "MIA.moreno@office.example, common"
  })
  void what_is_guessed_first_is_refused(String text, String code) {
    assertThat(code(text)).isEqualTo(code);
  }

  @Test
  void length_is_counted_in_characters_not_in_units_of_their_coding() {
    assertThat(code("😀x".repeat(5) + "x")).isEqualTo("too-short");
    assertThat(code("x".repeat(128) + "y")).isEqualTo("too-long");
    assertThat(Password.chosen("/p", "😀bcd".repeat(32).replaceFirst("b", "c"), EMAIL))
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void it_is_the_same_from_each_keyboard() {
    assertThat(new Password("café au lait")).isEqualTo(new Password("cafe\u0301 au lait"));
  }

  @Test
  void it_is_not_told_by_accident() {
    assertThat(new Password("not to be seen")).hasToString("Password[hidden]");
  }

  private static String code(String text) {
    var why = why(Password.chosen("/p", text, EMAIL));
    return why instanceof Refusal.Invalid(var all) ? all.getFirst().code() : why.toString();
  }
}
