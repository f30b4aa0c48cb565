package hms.storage.query;

import hms.domain.Sha256;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A checked query: what every store has to carry out, and a store in memory carries out with it.
 *
 * @param keys the whole order, which ends with {@code oid}: no two objects are equal in it
 * @param after the values of {@code keys} in the last row of the page before
 */
public record Plan<T>(
    Optional<Set<UUID>> ids,
    List<Condition<T>> conditions,
    List<Key<T>> keys,
    Optional<List<@Nullable Object>> after,
    int limit) {

  /** One field of the order. */
  public record Key<T>(Field<T> field, boolean descending) {
    Comparator<T> order() {
      return Comparator.comparing(field::of, field.order(descending));
    }

    @Override
    public String toString() {
      return (descending ? "-" : "") + field.name();
    }
  }

  /** Carries the query out on {@code all}. */
  public Found<T> answer(Collection<T> all) {
    Comparator<T> order =
        keys.stream().map(Key::order).reduce(Comparator::thenComparing).orElseThrow();
    return page(
        all.stream()
            .filter(this::holds)
            .filter(this::isBehind)
            .sorted(order)
            .limit(limit + 1L)
            .toList());
  }

  /** A page of rows in order, one more than the limit if there are more. */
  public Found<T> page(List<T> rows) {
    if (rows.size() <= limit) return new Found<>(rows, Optional.empty());
    var page = rows.subList(0, limit);
    return new Found<>(page, Optional.of(Cursor.write(fingerprint(), keys, page.getLast())));
  }

  /** What a cursor is good for: this query, but for the page. */
  byte[] fingerprint() {
    var parts =
        new ArrayList<String>(conditions.stream().map(Condition::toString).sorted().toList());
    parts.add("ids " + ids.map(named -> named.stream().map(UUID::toString).sorted().toList()));
    parts.add("sort " + keys);
    return Sha256.of(String.join("\n", parts));
  }

  private boolean holds(T object) {
    return ids.map(named -> named.contains(oid(object))).orElse(true)
        && conditions.stream().allMatch(each -> each.holds(object));
  }

  private UUID oid(T object) {
    return (UUID) Objects.requireNonNull(keys.getLast().field().of(object));
  }

  private boolean isBehind(T object) {
    return after.map(last -> compare(object, last) > 0).orElse(true);
  }

  private int compare(T object, List<@Nullable Object> last) {
    for (int i = 0; i < keys.size(); i++) {
      var key = keys.get(i);
      int compared =
          key.field().order(key.descending()).compare(key.field().of(object), last.get(i));
      if (compared != 0) return compared;
    }
    return 0;
  }
}
