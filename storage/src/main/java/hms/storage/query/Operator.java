package hms.storage.query;

import hms.domain.Lifecycle;
import java.util.Arrays;
import java.util.Optional;

/** How a criterion compares. A value that is absent matches {@code ne} and {@code null} only. */
public enum Operator {
  EQ,
  /** An absent value differs from every value. */
  NE,
  GT,
  GTE,
  LT,
  LTE,
  /** One of 0 to 1000 values; of none, nothing matches. */
  IN,
  /** Absent, or present. */
  NULL,
  /** See {@link LikePattern}. */
  LIKE,
  /** All words of the value occur, whatever their case and place. */
  HAS;

  /** {@code gte}, as it stands in a criterion's name: {@code price.gte}. */
  public String word() {
    return Lifecycle.word(this);
  }

  static Optional<Operator> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  boolean worksOn(Kind kind) {
    return switch (this) {
      case EQ -> kind != Kind.WORDS;
      case IN, NULL -> kind != Kind.WORDS && kind != Kind.PAIRS;
      case NE -> kind != Kind.WORDS && !kind.isSet();
      case GT, GTE, LT, LTE -> kind != Kind.FLAG && kind != Kind.WORDS && !kind.isSet();
      case HAS -> kind == Kind.WORDS;
      case LIKE -> kind == Kind.TEXT;
    };
  }
}
