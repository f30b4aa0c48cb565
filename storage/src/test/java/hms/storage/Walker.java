package hms.storage;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Versioned;
import hms.domain.fixture.Samples;
import hms.storage.query.Found;
import hms.storage.query.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Somebody who goes through a list, page by page, back and forth. */
public final class Walker<T extends Versioned> {
  private final Function<Query, Step<Found<T>>> list;
  private final Query query;

  public Walker(Function<Query, Step<Found<T>>> list, Query query) {
    this.list = list;
    this.query = query;
  }

  /** All objects from the first page to the last; the way back must show the same. */
  public List<T> thereAndBack() {
    var page = get(query);
    var all = new ArrayList<>(page.rows());
    while (page.next().isPresent()) {
      page = get(query.after(page.next().get()));
      all.addAll(page.rows());
    }
    var back = new ArrayList<>(page.rows());
    while (page.prev().isPresent()) {
      page = get(query.before(page.prev().get()));
      back.addAll(0, page.rows());
    }
    assertThat(back).as("the way back through %s", query).isEqualTo(all);
    return all;
  }

  /**
   * Goes either way at random. Whatever comes and goes meanwhile: each page begins where the last
   * one ended and has all that stayed between its ends, once.
   *
   * @param order all that can ever be in the list, in its order
   * @param staying those that are in it all the time
   * @param meanwhile something comes or goes
   */
  public void stroll(
      List<T> order, Set<T> staying, int steps, Samples samples, Runnable meanwhile) {
    var page = get(query);
    for (int n = 0; n < steps; n++) {
      meanwhile.run();
      boolean back = page.next().isEmpty() || samples.number(0, 2) == 0;
      var cursor = back ? page.prev() : page.next();
      if (cursor.isEmpty()) page = get(query);
      else {
        int end = order.indexOf(back ? page.rows().getFirst() : page.rows().getLast());
        page = get(back ? query.before(cursor.get()) : query.after(cursor.get()));
        assertFollows(page, back, end, order, staying);
      }
    }
  }

  private void assertFollows(Found<T> page, boolean back, int end, List<T> order, Set<T> staying) {
    var rows = page.rows();
    int from = back ? first(page, order) : end + 1;
    int to = back ? end : last(page, order);
    assertThat(rows).as("%s", query).isSubsetOf(order.subList(from, to));
    assertThat(rows.stream().map(order::indexOf)).isSorted().doesNotHaveDuplicates();
    assertThat(rows)
        .containsAll(order.subList(from, to).stream().filter(staying::contains).toList());
  }

  /** Where the page begins: at the very beginning if it says that nothing is in front of it. */
  private static <T> int first(Found<T> page, List<T> order) {
    return page.prev().isPresent() ? order.indexOf(page.rows().getFirst()) : 0;
  }

  private static <T> int last(Found<T> page, List<T> order) {
    return page.next().isPresent() ? order.indexOf(page.rows().getLast()) + 1 : order.size();
  }

  private Found<T> get(Query page) {
    return list.apply(page).future().await().orThrow();
  }
}
