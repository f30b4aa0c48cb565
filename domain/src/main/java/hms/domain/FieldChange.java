package hms.domain;

import hms.domain.Refusal.Clash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One field's change, with what its author saw: so that changes of different fields merge by
 * themselves and two of the same field are told. Source: docs/adr/0008.
 *
 * @param <F> the fields of the object
 */
public interface FieldChange<F extends WireName> {
  F field();

  /** The value the author saw. */
  @Nullable Object from();

  /** The value the author wants; null empties the field. */
  @Nullable Object to();

  /**
   * The values with all {@code changes}. A field that is no longer what its author saw, nor already
   * what the author wants, is a clash; then nothing is changed and Conflict names all of them.
   */
  static <F extends WireName> Outcome<Map<F, @Nullable Object>> apply(
      Map<F, @Nullable Object> now, List<? extends FieldChange<F>> changes) {
    var clashes = new ArrayList<Clash>();
    var values = new HashMap<F, @Nullable Object>(now);
    for (var change : changes) {
      Object current = values.get(change.field());
      boolean seen = Objects.equals(current, change.from()) || Objects.equals(current, change.to());
      if (!seen) {
        clashes.add(new Clash(change.field().wire(), change.from(), change.to(), current));
      }
      values.put(change.field(), change.to());
    }
    return clashes.isEmpty()
        ? Outcome.done(values)
        : Outcome.refused(new Refusal.Conflict(clashes));
  }

  /**
   * For the constructors of changes.
   *
   * @throws IllegalArgumentException if {@code value} is there and is no {@code type}
   */
  static void requireType(WireName field, Class<?> type, @Nullable Object value) {
    if (value != null && !type.isInstance(value)) {
      String found = value.getClass().getSimpleName();
      throw new IllegalArgumentException(field.wire() + " is not a " + found);
    }
  }
}
