package hms.storage.query;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page of what was found.
 *
 * @param next the cursor of the page behind; empty at the end
 * @param prev the cursor of the page in front; empty at the beginning. A page without rows leads
 *     nowhere
 * @param total how many there are on all pages; empty unless that was asked
 */
public record Found<T>(
    List<T> rows, Optional<String> next, Optional<String> prev, Optional<Total> total) {
  public Found {
    rows = List.copyOf(rows);
  }

  public <R> Found<R> map(Function<? super T, ? extends R> change) {
    return new Found<>(rows.stream().<R>map(change).toList(), next, prev, total);
  }

  public Found<T> of(Total all) {
    return new Found<>(rows, next, prev, Optional.of(all));
  }
}
