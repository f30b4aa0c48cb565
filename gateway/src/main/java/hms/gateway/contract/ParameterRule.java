package hms.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a value of a query parameter must be like: its schema, for the text that it is. Knows the
 * keywords that the contract uses, and refuses to leave one out. Source: JSON Schema 2020-12,
 * OpenAPI 3.1 (style form).
 */
final class ParameterRule {
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d{0,17})");
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private record Check(Predicate<String> holds, String expected) {}

  private final List<Check> checks = new ArrayList<>();

  private ParameterRule() {}

  /**
   * @throws IllegalStateException if the schema has a keyword that is not known here
   */
  static ParameterRule of(JsonNode schema) {
    var rule = new ParameterRule();
    rule.type(schema);
    schema.properties().forEach(each -> rule.keyword(each.getKey(), each.getValue()));
    return rule;
  }

  /** Why the text is none; empty if it is one. */
  Optional<String> objection(String text) {
    for (var check : checks) {
      if (!check.holds().test(text)) return Optional.of(check.expected());
    }
    return Optional.empty();
  }

  private void type(JsonNode schema) {
    String type = schema.path("type").asText();
    switch (type) {
      case "integer" -> integer(schema);
      case "boolean" -> must(Set.of("true", "false")::contains, "must be true or false");
      case "string" -> text(schema);
      default -> throw new IllegalStateException("no query parameter can be of type " + type);
    }
  }

  private void keyword(String keyword, JsonNode value) {
    switch (keyword) {
      case "type", "minimum", "maximum", "minLength", "maxLength" -> {}
      case "default", "description", "title", "example" -> {}
      case "enum" -> words(value);
      case "pattern" -> pattern(value.asText());
      case "format" -> format(value.asText());
      default -> throw new IllegalStateException("no rule for " + keyword + " of a parameter");
    }
  }

  private void integer(JsonNode schema) {
    long least = schema.path("minimum").asLong(Long.MIN_VALUE);
    long most = schema.path("maximum").asLong(Long.MAX_VALUE);
    must(
        text -> INTEGER.matcher(text).matches() && within(Long.parseLong(text), least, most),
        "must be a whole number" + span(least, most));
  }

  private void text(JsonNode schema) {
    must(text -> text.indexOf('\0') < 0, "must be text");
    long least = schema.path("minLength").asLong(Long.MIN_VALUE);
    long most = schema.path("maxLength").asLong(Long.MAX_VALUE);
    must(text -> within(length(text), least, most), "must have characters" + span(least, most));
  }

  private static boolean within(long value, long least, long most) {
    return value >= least && value <= most;
  }

  private static String span(long least, long most) {
    boolean up = most == Long.MAX_VALUE;
    if (least == Long.MIN_VALUE) return up ? "" : ", at most " + most;
    return up ? ", at least " + least : ", %d to %d".formatted(least, most);
  }

  private void words(JsonNode values) {
    var words =
        StreamSupport.stream(values.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.toUnmodifiableSet());
    must(words::contains, "must be one of " + new TreeSet<>(words));
  }

  private void pattern(String form) {
    var pattern = Pattern.compile(form);
    must(text -> pattern.matcher(text).find(), "must be of the form " + form);
  }

  private void format(String name) {
    switch (name) {
      case "uuid" -> must(text -> UUID_FORM.matcher(text).matches(), "must be a UUID");
      case "date-time" -> must(ParameterRule::isTime, "must be a time: 2026-11-22T16:12:03Z");
      default -> throw new IllegalStateException("no rule for the format " + name);
    }
  }

  private void must(Predicate<String> holds, String expected) {
    checks.add(new Check(holds, expected));
  }

  private static boolean isTime(String text) {
    try {
      return OffsetDateTime.parse(text).getYear() > 0;
    } catch (DateTimeException none) {
      return false;
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The rules of all query parameters, by name. */
  static Map<String, ParameterRule> byName(Map<String, JsonNode> schemas) {
    return schemas.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> of(each.getValue())));
  }
}
