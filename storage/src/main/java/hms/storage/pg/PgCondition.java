package hms.storage.pg;

import hms.storage.DomainJson;
import hms.storage.query.Condition;
import hms.storage.query.Kind;
import hms.storage.query.Operator;
import hms.storage.query.Pair;

/** One condition as SQL. What is absent is null there, and no comparison with null is true. */
final class PgCondition {
  private PgCondition() {}

  static String sql(Condition<?> condition, PgColumns.Column column, PgBinding binding) {
    Kind kind = condition.field().kind();
    if (kind == Kind.PAIRS) return pair(condition, column.value(), binding);
    if (kind == Kind.TAGS) return tags(condition, column.value(), binding);
    if (condition.operator() == Operator.NULL) {
      return column.value() + (condition.value().equals(true) ? " is null" : " is not null");
    }
    return column
        .currency()
        .map(currency -> money(condition, column.value(), currency, binding))
        .orElseGet(() -> plain(condition, kind, column.value(), binding));
  }

  /** Rows that have any are few, and have an index of their own. */
  private static String tags(Condition<?> c, String column, PgBinding binding) {
    return switch (c.operator()) {
      case NULL -> column + (c.value().equals(true) ? " = '{}'" : " <> '{}'");
      case EQ, IN ->
          "%1$s <> '{}' and %1$s && %2$s".formatted(column, binding.all(Kind.TAGS, c.values()));
      case NE, GT, GTE, LT, LTE, LIKE, HAS ->
          throw new IllegalStateException("no such operator on tags");
    };
  }

  /** {@code {"material": ["oak"]}} is in an object that has this value among those of the name. */
  private static String pair(Condition<?> c, String column, PgBinding binding) {
    var pair = Pair.of((String) c.value());
    var wanted = DomainJson.object();
    wanted.putArray(pair.name()).add(pair.value());
    return "%s @> (%s)::jsonb".formatted(column, binding.one(Kind.TEXT, wanted.toString()));
  }

  private static String plain(Condition<?> c, Kind kind, String column, PgBinding binding) {
    return switch (c.operator()) {
      case EQ -> column + " = " + binding.one(kind, c.value());
      case NE -> column + " is distinct from " + binding.one(kind, c.value());
      case IN -> column + " = any(" + binding.all(kind, c.values()) + ")";
      case HAS ->
          "%s @@ websearch_to_tsquery('simple', %s)"
              .formatted(column, binding.one(kind, c.value()));
      case LIKE -> PgOrder.comparable(column, kind) + " like " + binding.one(kind, c.value());
      case GT, GTE, LT, LTE ->
          PgOrder.comparable(column, kind) + sign(c.operator()) + binding.one(kind, c.value());
      case NULL -> throw new IllegalStateException("handled before");
    };
  }

  private static String money(Condition<?> c, String amount, String currency, PgBinding binding) {
    return switch (c.operator()) {
      case EQ -> sameCurrency(c, currency, binding) + amount(c, amount, " = ", binding);
      case GT, GTE, LT, LTE ->
          sameCurrency(c, currency, binding) + amount(c, amount, sign(c.operator()), binding);
      case NE ->
          "(%s, %s) is distinct from (%s, %s)"
              .formatted(
                  currency,
                  amount,
                  binding.currency(c.value()),
                  binding.one(Kind.MONEY, c.value()));
      case IN ->
          "(%s, %s) in (select * from unnest(%s, %s))"
              .formatted(
                  currency,
                  amount,
                  binding.currencies(c.values()),
                  binding.all(Kind.MONEY, c.values()));
      case NULL, LIKE, HAS -> throw new IllegalStateException("no such operator on money");
    };
  }

  /** With the order of the index, so that a range of one currency is a range of it. */
  private static String sameCurrency(Condition<?> c, String currency, PgBinding binding) {
    return PgOrder.comparable(currency, Kind.TEXT) + " = " + binding.currency(c.value()) + " and ";
  }

  private static String amount(Condition<?> c, String amount, String sign, PgBinding binding) {
    return amount + sign + binding.one(Kind.MONEY, c.value());
  }

  private static String sign(Operator operator) {
    return switch (operator) {
      case GT -> " > ";
      case GTE -> " >= ";
      case LT -> " < ";
      case LTE -> " <= ";
      case EQ, NE, IN, NULL, LIKE, HAS ->
          throw new IllegalStateException(operator + " has no sign");
    };
  }
}
