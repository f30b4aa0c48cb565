package hms.storage.query;

import java.util.Collection;
import java.util.List;

/**
 * One condition; several of a query must all hold.
 *
 * @param values of the field's kind: one, for {@code in} 0 to 1000; for {@code null} one boolean
 */
public record Criterion(String field, Operator operator, List<Object> values) {
  public Criterion {
    values = List.copyOf(values);
  }

  public static Criterion of(String field, Operator operator, Object value) {
    return new Criterion(field, operator, List.of(value));
  }

  public static Criterion in(String field, Collection<?> values) {
    return new Criterion(field, Operator.IN, List.copyOf(values));
  }

  /** {@code price.gte}: how a sender names it. */
  String name() {
    return field + "." + operator.word();
  }
}
