package hms.storage.query;

import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that may be asked of an object, by the name it has in JSON.
 *
 * @param required is it there in every object?
 * @param value what an object has there, of the kind; null if it has nothing
 */
public record Field<T>(
    String name, Kind kind, boolean required, Function<T, @Nullable Object> value) {

  /** The same, where only objects are found that have it. */
  Field<T> always() {
    return new Field<>(name, kind, true, value);
  }

  @Nullable Object of(T object) {
    Object found = value.apply(object);
    return found == null ? null : Kind.plain(found);
  }

  /** What is absent comes last both ways. */
  Comparator<@Nullable Object> order(boolean descending) {
    Comparator<Object> order = kind::compare;
    return Comparator.nullsLast(descending ? order.reversed() : order);
  }
}
