package hms.storage;

import hms.domain.Money;
import hms.domain.Versioned;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Samples;
import hms.storage.query.Criterion;
import hms.storage.query.Field;
import hms.storage.query.Kind;
import hms.storage.query.Operator;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Every criterion worth a try on a field: what is stored, what is next to it, the extremes. */
public final class AskedValues {
  private AskedValues() {}

  public static <T extends Versioned> Stream<Criterion> of(Field<T> field, List<T> stored) {
    return Stream.of(Operator.values()).flatMap(operator -> of(field, operator, stored));
  }

  private static <T extends Versioned> Stream<Criterion> of(
      Field<T> field, Operator operator, List<T> stored) {
    var values = values(field, stored);
    return switch (operator) {
      case NULL -> Stream.of(true, false).map(each -> Criterion.of(field.name(), operator, each));
      case IN -> lists(values).map(each -> Criterion.in(field.name(), each));
      case NE ->
          field.kind() == Kind.TAGS
              ? Stream.of()
              : values.stream().map(each -> Criterion.of(field.name(), operator, each));
      case EQ -> values.stream().map(each -> Criterion.of(field.name(), operator, each));
      case GT, GTE, LT, LTE ->
          field.kind() == Kind.FLAG || field.kind() == Kind.TAGS
              ? Stream.of()
              : values.stream().map(each -> Criterion.of(field.name(), operator, each));
      case HAS -> Stream.of();
      case LIKE ->
          field.kind() != Kind.TEXT
              ? Stream.of()
              : PATTERNS.stream().map(each -> Criterion.of(field.name(), operator, each));
    };
  }

  private static final List<String> PATTERNS =
      List.of(
          "",
          "%",
          "_",
          "__",
          "a%",
          "%b",
          "a\\%b",
          "a\\_b",
          "a\\\\b",
          "%\\%%",
          "%%a%%b%%",
          "É",
          "\uD83D\uDE00_",
          "_%_",
          "%' or 1=1",
          "\\a",
          "[a-z]",
          ".*",
          "%" + "a%".repeat(30));

  private static Stream<List<Object>> lists(List<Object> values) {
    return Stream.of(
        List.of(), values, values.subList(0, 1), List.of(values.getFirst(), values.getFirst()));
  }

  private static <T extends Versioned> List<Object> values(Field<T> field, List<T> stored) {
    var all = new ArrayList<>(extremes(field.kind()));
    stored.stream()
        .map(object -> field.value().apply(object))
        .filter(Objects::nonNull)
        .flatMap(found -> found instanceof Set<?> tags ? tags.stream() : Stream.of(found))
        .distinct()
        .limit(4)
        .forEach(all::add);
    return all;
  }

  private static List<Object> extremes(Kind kind) {
    return switch (kind) {
      case WORDS, PAIRS -> List.of();
      case TAGS -> List.of("nobody", "late", "");
      case TEXT ->
          Stream.concat(Stream.of("", "x".repeat(4000)), Subject.TEXTS.stream())
              .<Object>map(each -> each)
              .toList();
      case WHOLE -> List.of(0L, -1, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE + 1L);
      case MONEY ->
          List.of(
              new Money(0, "EUR"),
              new Money(2, "EUR"),
              new Money(2, "USD"),
              new Money(2, "JPY"),
              new Money(Money.MAX, "EUR"));
      case INSTANT ->
          List.of(
              Makers.NOW,
              Makers.NOW.plusNanos(999),
              Instant.parse("0001-01-01T00:00:00Z"),
              Instant.parse("9999-12-31T23:59:59.999999Z"));
      case DAY ->
          List.of(
              LocalDate.parse("2026-12-05"),
              LocalDate.parse("0001-01-01"),
              LocalDate.parse("9999-12-31"));
      case OID -> List.of(new UUID(0, 0), new UUID(-1, -1), new UUID(1L << 63, 0), Samples.ids());
      case FLAG -> List.of(true, false);
    };
  }
}
