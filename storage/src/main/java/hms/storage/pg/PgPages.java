package hms.storage.pg;

import hms.storage.Step;
import hms.storage.query.Fields;
import hms.storage.query.Found;
import hms.storage.query.Kind;
import hms.storage.query.Plan;
import hms.storage.query.Query;
import hms.storage.query.Total;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Answers queries about one type. The only statements that are put together at run time: from the
 * constants of {@link PgColumns} and bound parameters.
 *
 * @param select all columns of the table
 * @param always a condition that every row must meet
 */
record PgPages<T>(Fields<T> fields, String select, String always, PgColumns columns) {

  PgPages(Fields<T> fields, String select, PgColumns columns) {
    this(fields, select, "true", columns);
  }

  /** A statement and its parameters. */
  record Statement(String sql, Object[] values) {}

  Step<Found<T>> get(PgSession session, Query query, Function<Row, T> read) {
    return getAll(session, query, rows -> Future.succeededFuture(rows.stream().map(read).toList()));
  }

  /**
   * @param read makes objects of all rows at once, for those that have children
   */
  Step<Found<T>> getAll(PgSession session, Query query, Function<List<Row>, Future<List<T>>> read) {
    return Step.of(fields.plan(query))
        .then(plan -> {
          var page = page(session, plan, read);
          return Step.from(
              plan.counted() ? page.compose(found -> counted(session, plan, found)) : page);
        });
  }

  private Future<Found<T>> page(
      PgSession session, Plan<T> plan, Function<List<Row>, Future<List<T>>> read) {
    var statement = statement(plan);
    return session
        .list(row -> row, statement.sql(), statement.values())
        .compose(read)
        .map(plan::page);
  }

  private Future<Found<T>> counted(PgSession session, Plan<T> plan, Found<T> found) {
    var statement = count(plan);
    return session
        .list(row -> row.getLong("n"), statement.sql(), statement.values())
        .map(counts -> found.of(Total.of(counts.getFirst())));
  }

  /** Counts no further than {@link Total} tells. */
  Statement count(Plan<T> plan) {
    var binding = new PgBinding();
    return new Statement(count(plan, binding), binding.values());
  }

  /** The same as a part of a statement. */
  String count(Plan<T> plan, PgBinding binding) {
    return "select count(*) as n from (%swhere %s limit %d) counted"
        .formatted(select, String.join(" and ", matching(plan, binding)), Total.EXACT_MAX + 1);
  }

  Statement statement(Plan<T> plan) {
    var binding = new PgBinding();
    var order = PgOrder.of(plan, columns);
    var all = matching(plan, binding);
    plan.place().ifPresent(place -> all.add(order.beyond(place, binding)));
    String sql =
        "%swhere %s order by %s limit %s"
            .formatted(
                select, String.join(" and ", all), order.by(), binding.limit(plan.limit() + 1));
    return new Statement(sql, binding.values());
  }

  /** The conditions on a row, wherever the page is. */
  private List<String> matching(Plan<T> plan, PgBinding binding) {
    var all = new ArrayList<String>();
    all.add(always);
    plan.ids()
        .ifPresent(ids -> all.add("oid = any(" + binding.all(Kind.OID, List.copyOf(ids)) + ")"));
    for (var condition : plan.conditions()) {
      all.add(PgCondition.sql(condition, columns.of(condition.field().name()), binding));
    }
    return all;
  }
}
