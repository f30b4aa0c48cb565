package hms.storage.pg;

import hms.domain.Outcome;
import hms.storage.Step;
import hms.storage.query.Query;
import hms.storage.query.Total;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How much of several lists there is, by one statement. */
public final class PgOverview {
  private final PgSession session;

  PgOverview(PgSession session) {
    this.session = session;
  }

  /** What of a list is counted; the page that the query is at does not matter. */
  public record Part(CountedList list, Query query) {}

  /**
   * As the lists themselves count, in the same order.
   *
   * @param parts at most 1600: each is a column
   */
  public Step<List<Total>> totals(List<Part> parts) {
    if (parts.isEmpty()) return Step.done(List.of());
    return Step.of(statement(parts))
        .then(all ->
            Step.from(session.list(row -> totals(row, parts.size()), all.sql(), all.values())))
        .map(List::getFirst);
  }

  static Outcome<PgPages.Statement> statement(List<Part> parts) {
    var binding = new PgBinding();
    var counts = new ArrayList<String>();
    for (var part : parts) {
      switch (counted(part.list().pages(), part.query(), binding)) {
        case Outcome.Done<String>(var sql) -> counts.add("(" + sql + ")");
        case Outcome.Refused<String>(var why) -> {
          return Outcome.refused(why);
        }
      }
    }
    String sql = counts.stream().collect(Collectors.joining(",\n", "select ", ""));
    return Outcome.done(new PgPages.Statement(sql, binding.values()));
  }

  private static <T> Outcome<String> counted(PgPages<T> pages, Query query, PgBinding binding) {
    return pages.fields().plan(query).map(plan -> pages.count(plan, binding));
  }

  private static List<Total> totals(Row row, int columns) {
    return IntStream.range(0, columns).mapToObj(i -> Total.of(row.getLong(i))).toList();
  }
}
