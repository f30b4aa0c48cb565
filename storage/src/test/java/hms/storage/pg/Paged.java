package hms.storage.pg;

import hms.storage.Step;
import hms.storage.query.Query;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** A query of a list, and the way to one of its objects, which a column names. */
record Paged<T>(
    String name, PgPages<T> pages, Query query, Function<UUID, Step<T>> find, String id) {

  Paged(String name, PgPages<T> pages, Query query, Function<UUID, Step<T>> find) {
    this(
        name,
        pages,
        query,
        find,
        List.of(PgAuditLog.PAGES, PgKeyLog.PAGES).contains(pages) ? "object" : "oid");
  }

  UUID rowAt(int offset) {
    return first().rowAt(offset, id);
  }

  @Override
  public String toString() {
    return name;
  }

  Plans first() {
    return page(limited());
  }

  /** The page behind a row far down the list, as if somebody had walked there. */
  Plans late() {
    return page(limited().after(farDown()));
  }

  /** The page in front of that row. */
  Plans back() {
    return page(limited().before(farDown()));
  }

  private String farDown() {
    UUID oid = rowAt(PgListsIT.ROWS / 4);
    T row = find.apply(oid).future().await().orThrow();
    var one = pages.fields().plan(query.limitedTo(1)).orThrow();
    return one.page(List.of(row, row)).next().orElseThrow();
  }

  private Plans page(Query asked) {
    return new Plans(PgListsIT.OFFICE, pages.statement(pages.fields().plan(asked).orThrow()));
  }

  private Query limited() {
    return query.limitedTo(PgListsIT.LIMIT);
  }
}
