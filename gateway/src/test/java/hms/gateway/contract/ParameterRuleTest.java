package hms.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.storage.DomainJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of query parameters, held against their schemas. */
class ParameterRuleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'type':'integer','minimum':1,'maximum':200}; 200; ",
        "{'type':'integer','minimum':1,'maximum':200}; 201; must be a whole number, 1 to 200",
        "{'type':'integer','minimum':1,'maximum':200}; 0; must be a whole number, 1 to 200",
        "{'type':'integer','minimum':0}; -1; must be a whole number, at least 0",
        "{'type':'integer'}; 1.5; must be a whole number",
        "{'type':'integer'}; 01; must be a whole number",
        "{'type':'integer'}; 9999999999999999999; must be a whole number",
        "{'type':'boolean'}; true; ",
        "{'type':'boolean'}; TRUE; must be true or false",
        "{'type':'string','maxLength':2}; abc; must have characters, at most 2",
        "{'type':'string','minLength':2}; a; must have characters, at least 2",
        "{'type':'string','enum':['b','a']}; c; must be one of [a, b]",
        "{'type':'string','enum':['b','a']}; b; ",
        "{'type':'string','pattern':'^[A-Z]{3}$'}; EU; must be of the form ^[A-Z]{3}$",
        "{'type':'string','format':'uuid'}; 1-1-1-1-1; must be a UUID",
        "{'type':'string','format':'date-time'}; 2026-11-22T16:12:03Z; ",
        "{'type':'string','format':'date-time'}; 2026-11-22; must be a time: 2026-11-22T16:12:03Z",
      })
  void a_value_is_held_against_its_schema(String schema, String value, String objection) {
    assertThat(rule(schema).objection(value).orElse(null)).isEqualTo(objection);
  }

  @Test
  void a_character_that_no_text_has_is_refused() {
    assertThat(rule("{'type':'string'}").objection("a\0b")).isPresent();
  }

  @Test
  void characters_are_counted_as_people_do() {
    assertThat(rule("{'type':'string','maxLength':1}").objection("\ud83e\udd44")).isEmpty();
  }

  @Test
  void a_keyword_that_is_not_known_stops_the_node() {
    assertThatThrownBy(() -> rule("{'type':'integer','multipleOf':5}"))
        .hasMessageContaining("multipleOf");
    assertThatThrownBy(() -> rule("{'type':'array'}")).hasMessageContaining("array");
  }

  private static ParameterRule rule(String schema) {
    byte[] json = schema.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return ParameterRule.of(DomainJson.parse(json).orThrow());
  }
}
