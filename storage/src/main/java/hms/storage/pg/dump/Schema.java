package hms.storage.pg.dump;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What there is to dump, as the catalogue of PostgreSQL tells it. */
record Schema(List<Table> tables, List<String> sequences) {
  /**
   * {@code xid8} numbers a transaction of one server; in another it would be a lie. What only
   * migrations fill is there already.
   */
  private static final String TABLES =
      """
      select c.relname as name,
        array(select a.attname::text from pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                and a.attgenerated = '' and a.atttypid <> 'xid8'::regtype
              order by a.attnum) as columns,
        array(select a.attname::text
              from pg_index i
                cross join unnest(i.indkey::int2[]) with ordinality as k (attnum, at)
                join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
              where i.indrelid = c.oid and i.indisprimary order by k.at) as key,
        array(select distinct t.relname::text
              from pg_constraint f join pg_class t on t.oid = f.confrelid
              where f.conrelid = c.oid and f.contype = 'f' and not f.condeferrable
                and f.confrelid <> c.oid order by 1) as needs
      from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and c.relname not in ('flyway_schema_history', 'transitions')
      order by c.relname collate "C"
      """;

  private static final String SEQUENCES =
      """
      select c.relname as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'S'
      order by c.relname collate "C"
      """;

  static Schema of(SqlConnection connection) {
    var tables = rows(connection, TABLES).stream().map(Schema::table).toList();
    var sequences = rows(connection, SEQUENCES).stream().map(row -> row.getString("name")).toList();
    return new Schema(inOrder(tables), sequences);
  }

  private static List<Row> rows(SqlConnection connection, String sql) {
    var found = connection.query(sql).execute().await();
    return StreamSupport.stream(found.spliterator(), false).toList();
  }

  private static Table table(Row row) {
    return new Table(
        row.getString("name"),
        List.of(row.getArrayOfStrings("columns")),
        List.of(row.getArrayOfStrings("key")),
        List.of(row.getArrayOfStrings("needs")));
  }

  /** What is referred to comes first. */
  static List<Table> inOrder(List<Table> tables) {
    Map<String, Table> left = new LinkedHashMap<>();
    tables.forEach(each -> left.put(each.name(), each));
    var ordered = new ArrayList<Table>();
    while (!left.isEmpty()) {
      var next =
          left.values().stream()
              .filter(each -> each.needs().stream().noneMatch(left::containsKey))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalStateException("tables need each other: " + left.keySet()));
      ordered.add(next);
      left.remove(next.name());
    }
    return ordered;
  }
}
