package hms.storage.query;

import hms.domain.Money;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A criterion that was checked.
 *
 * @param values of the field's kind, in the form that is compared
 */
public record Condition<T>(Field<T> field, Operator operator, List<Object> values) {

  boolean holds(T object) {
    Object found = field.of(object);
    return switch (operator) {
      case NULL -> (found == null) == (Boolean) value();
      case NE -> found == null || !found.equals(value());
      case EQ, IN -> found != null && holdsOne(found);
      case HAS -> found != null && words(found).containsAll(words(value()));
      case LIKE -> found != null && LikePattern.of((String) value()).matches((String) found);
      case GT, GTE, LT, LTE -> found != null && comparable(found, value()) && inOrder(found);
    };
  }

  private boolean holdsOne(Object found) {
    return found instanceof Set<?> tags
        ? values.stream().anyMatch(tags::contains)
        : values.contains(found);
  }

  /** Does it hold for no object that lacks the field? */
  boolean demands() {
    return switch (operator) {
      case EQ, GT, GTE, LT, LTE, IN, LIKE, HAS -> true;
      case NE -> false;
      case NULL -> value().equals(false);
    };
  }

  public Object value() {
    return values.getFirst();
  }

  private static Set<String> words(Object text) {
    String[] words = text.toString().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1);
    return Arrays.stream(words).filter(word -> !word.isEmpty()).collect(Collectors.toSet());
  }

  private boolean inOrder(Object found) {
    int compared = field.kind().compare(found, value());
    return switch (operator) {
      case GT -> compared > 0;
      case GTE -> compared >= 0;
      case LT -> compared < 0;
      case LTE -> compared <= 0;
      case EQ, NE, IN, NULL, LIKE, HAS ->
          throw new IllegalStateException(operator + " has no order");
    };
  }

  private static boolean comparable(Object found, Object value) {
    return !(found instanceof Money had && value instanceof Money asked)
        || had.currency().equals(asked.currency());
  }

  @Override
  public String toString() {
    var texts = values.stream().map(Condition::text).sorted().toList();
    return field.name() + "." + operator.word() + texts;
  }

  private static String text(Object value) {
    return value.toString().length() + ":" + value;
  }
}
