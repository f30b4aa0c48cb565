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
 * @param keys the whole order, which ends with {@code oid} as a rule: no two objects are equal in
 *     it
 * @param place the end of the page that was seen; empty for the first page
 * @param counted how many there are is wanted too
 */
public record Plan<T>(
    Optional<Set<UUID>> ids,
    List<Condition<T>> conditions,
    List<Key<T>> keys,
    Optional<Place> place,
    int limit,
    boolean counted) {

  /**
   * The row at the end of a page.
   *
   * @param values those of {@code keys} in it
   * @param back what is in front of it is wanted, nearest first; else what is behind it
   */
  public record Place(List<@Nullable Object> values, boolean back) {}

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
    var matching = all.stream().filter(this::holds).toList();
    var found =
        page(
            matching.stream()
                .filter(this::isBeyond)
                .sorted(back() ? order.reversed() : order)
                .limit(limit + 1L)
                .toList());
    return counted ? found.of(Total.of(matching.size())) : found;
  }

  /**
   * A page of rows as they were read, one more than the limit if there are more: away from the
   * place, so that a page in front of it is turned round.
   */
  public Found<T> page(List<T> read) {
    boolean more = read.size() > limit;
    var nearest = more ? read.subList(0, limit) : read;
    if (nearest.isEmpty())
      return new Found<>(nearest, Optional.empty(), Optional.empty(), Optional.empty());
    var rows = back() ? nearest.reversed() : nearest;
    return new Found<>(
        rows,
        cursor(back() || more, rows.getLast()),
        cursor(back() ? more : place.isPresent(), rows.getFirst()),
        Optional.empty());
  }

  private Optional<String> cursor(boolean leads, T row) {
    return leads ? Optional.of(Cursor.write(fingerprint(), keys, row)) : Optional.empty();
  }

  /** Is the page in front of its place? */
  public boolean back() {
    return place.map(Place::back).orElse(false);
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

  private boolean isBeyond(T object) {
    return place
        .map(end -> end.back() ? compare(object, end) < 0 : compare(object, end) > 0)
        .orElse(true);
  }

  private int compare(T object, Place end) {
    for (int i = 0; i < keys.size(); i++) {
      var key = keys.get(i);
      int compared =
          key.field().order(key.descending()).compare(key.field().of(object), end.values().get(i));
      if (compared != 0) return compared;
    }
    return 0;
  }
}
