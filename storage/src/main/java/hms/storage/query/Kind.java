package hms.storage.query;

import hms.domain.Lifecycle;
import hms.domain.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a field holds: how its values are checked, compared and written. Java's own order of texts
 * (by UTF-16 unit) and of ids (as signed numbers) is not that of the database, so neither is used.
 */
public enum Kind {
  /** Text, and the words of enums; by code point. */
  TEXT(String.class, CodePoints.ORDER, text -> text, text -> text),
  WHOLE(Long.class, Comparator.naturalOrder(), Long::valueOf, String::valueOf),
  /** Amounts of one currency; sorted by currency first, as two currencies do not compare. */
  MONEY(
      Money.class,
      Comparator.comparing(Money::currency).thenComparing(Money::amount),
      Kind::money,
      money -> money.currency() + " " + money.amount()),
  INSTANT(Instant.class, Comparator.naturalOrder(), Instant::parse, Instant::toString),
  DAY(LocalDate.class, Comparator.naturalOrder(), LocalDate::parse, LocalDate::toString),
  /** By unsigned bytes. */
  OID(UUID.class, Kind::byBytes, Kind::oid, UUID::toString),
  FLAG(Boolean.class, Comparator.naturalOrder(), Kind::flag, String::valueOf),
  /** Text that is searched for words and nothing else. */
  WORDS(String.class, CodePoints.ORDER, text -> text, text -> text),
  /** A set of words of an enum, asked for one of them; what has none is absent. */
  TAGS(String.class, CodePoints.ORDER, text -> text, text -> text),
  /** A set of names with values, each as {@link Pair#text}, asked for one of them. */
  PAIRS(String.class, CodePoints.ORDER, text -> text, text -> text);

  static final int TEXT_MAX = 4000;
  private static final int YEAR_MAX = 9999;

  private final Class<?> type;
  private final Comparator<Object> order;
  private final Function<String, Object> read;
  private final Function<Object, String> write;

  <V> Kind(
      Class<V> type, Comparator<V> order, Function<String, V> read, Function<V, String> write) {
    this.type = type;
    this.order = (one, other) -> order.compare(type.cast(one), type.cast(other));
    this.read = read::apply;
    this.write = value -> write.apply(type.cast(value));
  }

  /** Has an object several of them, which have no order? */
  boolean isSet() {
    return this == TAGS || this == PAIRS;
  }

  /** By the rules above; neither value is null. */
  int compare(Object one, Object other) {
    return order.compare(one, other);
  }

  String text(Object value) {
    return write.apply(value);
  }

  /** Reads what {@link #text} wrote, or a person; empty if it is no value of this kind. */
  Optional<Object> read(String text) {
    try {
      return checked(read.apply(text));
    } catch (RuntimeException notOfThisKind) {
      return Optional.empty();
    }
  }

  /** A value to compare with; empty if it is of another type or one that no database can hold. */
  Optional<Object> checked(Object value) {
    Object plain = plain(value);
    return type.isInstance(plain) && storable(plain) ? Optional.of(plain) : Optional.empty();
  }

  /**
   * A value as it is compared: whole numbers as long, enums as their words, instants cut to
   * microseconds.
   */
  static Object plain(Object value) {
    return switch (value) {
      case Integer number -> number.longValue();
      case Enum<?> word -> Lifecycle.word(word);
      case Set<?> several -> several.stream().map(Kind::plain).collect(Collectors.toSet());
      case Instant at -> at.truncatedTo(ChronoUnit.MICROS);
      default -> value;
    };
  }

  private static boolean storable(Object value) {
    return switch (value) {
      case String text -> text.length() <= TEXT_MAX && CodePoints.storable(text);
      case Instant at -> storable(at.atOffset(ZoneOffset.UTC).getYear());
      case LocalDate day -> storable(day.getYear());
      default -> true;
    };
  }

  private static boolean storable(int year) {
    return year >= 1 && year <= YEAR_MAX;
  }

  private static Money money(String text) {
    int blank = text.indexOf(' ');
    return new Money(Long.parseLong(text.substring(blank + 1)), text.substring(0, blank));
  }

  private static UUID oid(String text) {
    var oid = UUID.fromString(text);
    if (oid.toString().equals(text)) return oid;
    throw new IllegalArgumentException("not a UUID");
  }

  private static boolean flag(String text) {
    if (text.equals("true") || text.equals("false")) return text.equals("true");
    throw new IllegalArgumentException("expected true or false");
  }

  private static int byBytes(UUID one, UUID other) {
    int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
  }
}
