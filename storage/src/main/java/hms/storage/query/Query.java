package hms.storage.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is wanted of a store. Ids and criteria together mean: named and matching; neither means all.
 *
 * @param ids only these, each once; an empty list names nothing, so nothing is found
 * @param criteria all must hold; a field may come twice
 * @param sort then by {@code created}, then {@code oid}
 * @param limit 1..200
 * @param cursor the end of a page, as it said
 * @param back the page in front of that end, instead of the one behind it
 * @param counted how many there are on all pages is wanted too
 */
public record Query(
    Optional<List<UUID>> ids,
    List<Criterion> criteria,
    List<Sort> sort,
    int limit,
    Optional<String> cursor,
    boolean back,
    boolean counted) {
  public static final int LIMIT_MAX = 200;
  public static final int LIMIT_USUAL = 50;

  /** Everything, deleted too. */
  public static final Query ALL =
      new Query(
          Optional.empty(), List.of(), List.of(), LIMIT_USUAL, Optional.empty(), false, false);

  public Query {
    ids = ids.map(List::copyOf);
    criteria = List.copyOf(criteria);
    sort = List.copyOf(sort);
  }

  public Query named(Collection<UUID> only) {
    return new Query(Optional.of(List.copyOf(only)), criteria, sort, limit, cursor, back, counted);
  }

  public Query where(Criterion more) {
    var all = new ArrayList<>(criteria);
    all.add(more);
    return new Query(ids, all, sort, limit, cursor, back, counted);
  }

  public Query where(String field, Operator operator, Object value) {
    return where(Criterion.of(field, operator, value));
  }

  /** As {@code where eq}, if there is a value; else as it was. */
  public Query whereEqual(String field, Optional<?> value) {
    return value.map(each -> where(field, Operator.EQ, each)).orElse(this);
  }

  /** Those that have all these words, if there are some; in the field {@code words}. */
  public Query having(Optional<String> words) {
    return words.map(each -> where("words", Operator.HAS, each)).orElse(this);
  }

  /** By {@code name}, {@code -price} ... */
  public Query sortedBy(String... fields) {
    return new Query(
        ids, criteria, Arrays.stream(fields).map(Sort::of).toList(), limit, cursor, back, counted);
  }

  public Query limitedTo(int rows) {
    return new Query(ids, criteria, sort, rows, cursor, back, counted);
  }

  /** The page behind a {@code next}. */
  public Query after(String last) {
    return new Query(ids, criteria, sort, limit, Optional.of(last), false, counted);
  }

  /** The page in front of a {@code prev}. */
  public Query before(String first) {
    return new Query(ids, criteria, sort, limit, Optional.of(first), true, counted);
  }

  /** The same, and how many there are. */
  public Query counting() {
    return new Query(ids, criteria, sort, limit, cursor, back, true);
  }
}
