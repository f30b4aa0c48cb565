package hms.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines and texts. The formats with a grammar are in {@link RulesFormatsTest}. */
final class RulesTest {
  private final Rules rules = new Rules();

  @Test
  void a_line_is_trimmed_and_composed() {
    String line = rules.line("/name", "  Cafe\u0301 Ana ", 80);

    assertThat(line).isEqualTo("Caf\u00e9 Ana");
  }

  @Test
  void a_line_may_be_as_long_as_its_limit_in_code_points() {
    String line = rules.line("/name", "🏺".repeat(10), 10);

    assertThat(line).hasSize(20);
    assertThat(rules.broken()).isFalse();
  }

  @Test
  void a_line_one_code_point_longer_is_refused() {
    refused(rules.line("/name", "🏺".repeat(11), 10));

    assertThat(codes()).containsExactly("too-long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "\u2003"})
  void blanks_are_no_text(String blank) {
    refused(rules.line("/name", blank, 80), rules.text("/note", blank, 80));

    assertThat(codes()).containsExactly("blank", "blank");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u0000b",
        "a\u007fb",
        "a\u0085b",
        "a\u2028b",
        "a\u2029b",
        "a\u202ab",
        "a\u202eb",
        "a\u2066b",
        "a\u2069b",
        "a\ud800b",
        "a\udfffb",
        "a\rb",
        "a\u001bb"
      })
  void what_cannot_be_seen_is_refused_in_lines_and_texts(String text) {
    refused(rules.line("/name", text, 80), rules.text("/note", text, 80));

    assertThat(codes()).containsExactly("character", "character");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\tb"})
  void a_line_has_no_breaks_and_tabs_but_a_text_may(String text) {
    String kept = rules.text("/note", text, 80);
    refused(rules.line("/name", text, 80));

    assertThat(kept).isEqualTo(text);
    assertThat(rules.violations())
        .containsExactly(
            new Violation(
                "/name", "character", "control, line-separator and direction marks are refused"));
  }

  @Test
  void a_text_keeps_one_kind_of_line_end() {
    String text = rules.text("/note", "one\r\ntwo", 80);

    assertThat(text).isEqualTo("one\ntwo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ñandú", "陶器", "العربية", "O'Brien & Söhne", "a\u200db"})
  void names_of_all_scripts_are_lines(String name) {
    String line = rules.line("/name", name, 80);

    assertThat(line).isEqualTo(name);
  }

  @Test
  void absent_values_are_missing_unless_they_are_optional() {
    refused(
        rules.line("/a", null, 80),
        rules.text("/b", null, 80),
        rules.email("/c", null),
        rules.optionalLine("/d", null, 80),
        rules.optionalText("/e", null, 80),
        rules.optionalEmail("/f", null),
        rules.optionalUrl("/g", null),
        rules.optionalPhone("/h", null));

    assertThat(rules.violations()).extracting(Violation::pointer).containsExactly("/a", "/b", "/c");
    assertThat(codes()).containsOnly("missing");
  }

  @Test
  void bounds_are_included() {
    rules.range("/low", 1, 1, 5);
    rules.range("/high", 5, 1, 5);
    rules.range("/below", 0, 1, 5);
    rules.range("/above", 6, 1, 5);
    rules.size("/two", List.of(1, 2), 0, 2);
    rules.size("/three", List.of(1, 2, 3), 0, 2);

    assertThat(rules.violations())
        .extracting(Violation::pointer)
        .containsExactly("/below", "/above", "/three");
  }

  private List<String> codes() {
    return rules.violations().stream().map(Violation::code).toList();
  }

  /** Rules answer null for what they do not take. */
  private static void refused(@Nullable Object... answers) {
    assertThat(answers).containsOnlyNulls();
  }
}
