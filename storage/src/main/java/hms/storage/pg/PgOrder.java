package hms.storage.pg;

import hms.domain.Money;
import hms.storage.query.Kind;
import hms.storage.query.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The order of a query as SQL, and what is beyond a row in it: behind, or in front. Fields that are
 * always there and run the same way are compared as one row, which is a range of an index: a late
 * page costs what the first one costs.
 */
final class PgOrder {
  private final Plan<?> plan;
  private final List<Column> columns;

  private PgOrder(Plan<?> plan, List<Column> columns) {
    this.plan = plan;
    this.columns = columns;
  }

  /** One column of the order; money has two. */
  private record Column(String sql, Kind kind, boolean descending, boolean required) {
    /** As it is read: a page in front of a place is read away from it, so the other way round. */
    String by(boolean back) {
      String way = descending == back ? "" : " desc";
      return required ? sql + way : sql + way + (back ? " nulls first" : " nulls last");
    }

    boolean runsWith(Column other) {
      return required && other.required && descending == other.descending;
    }
  }

  static PgOrder of(Plan<?> plan, PgColumns sql) {
    var columns = new ArrayList<Column>();
    for (var key : plan.keys()) {
      var field = key.field();
      var found = sql.of(field.name());
      found
          .currency()
          .ifPresent(currency ->
              columns.add(
                  new Column(
                      comparable(currency, Kind.TEXT),
                      Kind.TEXT,
                      key.descending(),
                      field.required())));
      columns.add(
          new Column(
              comparable(found.value(), field.kind()),
              field.kind(),
              key.descending(),
              field.required()));
    }
    return new PgOrder(plan, columns);
  }

  /** Texts compare by code point, which is the order of UTF-8 bytes. */
  static String comparable(String column, Kind kind) {
    return kind == Kind.TEXT ? column + " collate \"C\"" : column;
  }

  String by() {
    return columns.stream().map(each -> each.by(plan.back())).collect(Collectors.joining(", "));
  }

  /** A condition that holds for the rows beyond a place. */
  String beyond(Plan.Place place, PgBinding binding) {
    var values = columnValues(place.values());
    int run = run();
    if (run == columns.size()) return range(run, strict(), values, binding);
    String exact = beyond(0, values, binding);
    return run == 0 ? exact : range(run, strict() + "=", values, binding) + " and " + exact;
  }

  /** How many columns from the first on form one range. */
  private int run() {
    var first = columns.getFirst();
    return (int) columns.stream().takeWhile(first::runsWith).count();
  }

  private String strict() {
    return sign(columns.getFirst());
  }

  private String sign(Column column) {
    return column.descending() == plan.back() ? ">" : "<";
  }

  private String range(int run, String sign, List<@Nullable Object> values, PgBinding binding) {
    String row = columns.stream().limit(run).map(Column::sql).collect(Collectors.joining(", "));
    String bound =
        IntStream.range(0, run)
            .mapToObj(i -> bound(columns.get(i), values.get(i), binding))
            .collect(Collectors.joining(", "));
    return "(%s) %s (%s)".formatted(row, sign, bound);
  }

  private String beyond(int at, List<@Nullable Object> values, PgBinding binding) {
    var column = columns.get(at);
    Object value = values.get(at);
    String further = value == null ? beyondAbsent(column) : further(column, value, binding);
    if (at == columns.size() - 1) return further;
    String same =
        value == null
            ? column.sql() + " is null"
            : column.sql() + " = " + bound(column, value, binding);
    return "(%s or (%s and %s))".formatted(further, same, beyond(at + 1, values, binding));
  }

  /** What is absent comes last: nothing is behind it, and all that is there is in front of it. */
  private String beyondAbsent(Column column) {
    return plan.back() ? column.sql() + " is not null" : "false";
  }

  private String further(Column column, Object value, PgBinding binding) {
    String compared = column.sql() + " " + sign(column) + " " + bound(column, value, binding);
    return column.required() || plan.back()
        ? compared
        : "(" + compared + " or " + column.sql() + " is null)";
  }

  private static String bound(Column column, @Nullable Object value, PgBinding binding) {
    if (value == null) throw new IllegalStateException(column.sql() + " is always there");
    return binding.one(column.kind(), value);
  }

  /** One value a column: money is its currency, then its amount. */
  private List<@Nullable Object> columnValues(List<@Nullable Object> row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i);
      if (plan.keys().get(i).field().kind() == Kind.MONEY) {
        values.add(value instanceof Money money ? money.currency() : null);
      }
      values.add(value);
    }
    return values;
  }
}
