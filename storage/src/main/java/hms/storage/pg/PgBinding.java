package hms.storage.pg;

import hms.domain.Money;
import hms.storage.query.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Collects the parameters of one statement; no value ever becomes part of its text. */
final class PgBinding {
  private final List<Object> values = new ArrayList<>();

  /** A parameter of the kind's type: {@code $3::timestamptz}. */
  String one(Kind kind, Object value) {
    return add(value) + "::" + type(kind);
  }

  String limit(int rows) {
    return add((long) rows) + "::bigint";
  }

  /** A parameter that holds all values: {@code $3::uuid[]}. */
  String all(Kind kind, List<?> several) {
    return add(array(kind, several)) + "::" + type(kind) + "[]";
  }

  String currencies(List<?> several) {
    return add(several.stream().map(each -> ((Money) each).currency()).toArray(String[]::new))
        + "::text[]";
  }

  String currency(Object money) {
    return add(((Money) money).currency()) + "::text";
  }

  Object[] values() {
    return values.toArray();
  }

  private String add(Object value) {
    values.add(
        switch (value) {
          case Money money -> money.amount();
          case Instant at -> inUtc(at);
          default -> value;
        });
    return "$" + values.size();
  }

  private static OffsetDateTime inUtc(Object instant) {
    return OffsetDateTime.ofInstant((Instant) instant, ZoneOffset.UTC);
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case TEXT, WORDS, TAGS, PAIRS -> "text";
      case WHOLE, MONEY -> "bigint";
      case INSTANT -> "timestamptz";
      case DAY -> "date";
      case OID -> "uuid";
      case FLAG -> "boolean";
    };
  }

  private static Object[] array(Kind kind, List<?> several) {
    var all = several.stream();
    return switch (kind) {
      case TEXT, WORDS, TAGS, PAIRS -> all.toArray(String[]::new);
      case WHOLE -> all.toArray(Long[]::new);
      case MONEY -> all.map(each -> ((Money) each).amount()).toArray(Long[]::new);
      case INSTANT -> all.map(PgBinding::inUtc).toArray(OffsetDateTime[]::new);
      case DAY -> all.toArray(LocalDate[]::new);
      case OID -> all.toArray(UUID[]::new);
      case FLAG -> all.toArray(Boolean[]::new);
    };
  }
}
