package hms.storage.pg;

import static java.util.Map.entry;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Tries a table in every role as an intruder would, and tells what it gave away or withheld.
 *
 * @param owner sees all rows
 * @param mine an artisan
 * @param theirs another one, who has rows in every table
 */
record Confinement(Pool owner, RolePools pools, UUID mine, UUID theirs) {
  private static final String REFUSED = "42501";

  /** Whose rows are whose, where no column {@code artisan_oid} says so. */
  private static final Map<String, String> OWN =
      Map.ofEntries(
          entry("artisans", "oid = '%1$s'"),
          entry(
              "orders",
              "exists (select from work_orders w where w.order_oid = t.oid and w.artisan_oid = '%1$s')"),
          entry("streams", "recipient_oid = '%1$s'"),
          entry("outbox", "recipient_oid = '%1$s'"),
          entry("broker_accounts", "recipient_oid = '%1$s'"),
          entry("inbox", "sender_oid = '%1$s'"),
          entry("parked_messages", "sender_oid = '%1$s'"),
          entry("idempotency_keys", "principal = 'artisan:%1$s'"),
          entry(
              "image_bytes",
              "exists (select from product_images i where i.oid = t.image_oid and i.artisan_oid = '%1$s')"),
          entry(
              "channel_notices",
              """
              exists (select from products p where p.oid = t.object_oid and p.artisan_oid = '%1$s')
                or exists (select from work_orders w left join shipments s on s.work_order_oid = w.oid
                  where w.artisan_oid = '%1$s' and t.object_oid in (w.order_oid, s.oid))
              """),
          entry("audit_entries", "actor = 'artisan:%1$s'"),
          entry(
              "deadlines",
              """
              (artisan_oid = '%1$s' or artisan_oid is null and exists (
                select from work_orders w where w.order_oid = t.object_oid and w.artisan_oid = '%1$s'))
              """));

  /** What an artisan reads of a table where it writes something else. */
  private static final Map<String, String> TOLD = Map.of("audit_entries", "artisan_oid = '%1$s'");

  /** What strangers are shown: docs/domain.md, visible and orderable. */
  private static final String SHOWN_PRODUCT =
      """
      p.state = 'listed' and p.available
        and exists (select from artisans a where a.oid = p.artisan_oid and a.state = 'active')
      """;

  private static final Map<String, String> SHOWN =
      Map.of(
          "artisans", "state = 'active'",
          "products",
              "exists (select from products p where p.oid = t.oid and %s)".formatted(SHOWN_PRODUCT),
          "stock",
              "exists (select from products p where p.oid = t.product_oid and %s)"
                  .formatted(SHOWN_PRODUCT),
          "product_images",
              "live and exists (select from products p where p.oid = t.product_oid and %s)"
                  .formatted(SHOWN_PRODUCT),
          "image_bytes",
              """
              size <> 'original' and exists (
                select from product_images i join products p on p.oid = i.product_oid
                where i.oid = t.image_oid and i.live and %s)
              """
                  .formatted(SHOWN_PRODUCT));

  /** Every table with row-level security. */
  List<String> tables() {
    return texts(
        """
        select relname::text from pg_class
        where relrowsecurity and relnamespace = 'public'::regnamespace order by 1
        """);
  }

  /** Both have rows here; else nothing is proved. */
  boolean populated(String table) {
    return count(table, own(table)) > 0 && count(table, "not (" + own(table) + ")") > 0;
  }

  /** What is wrong with the table, a line each; empty if nothing is. */
  List<String> findings(String table) {
    var found = new ArrayList<String>();
    long all = count(table, "true");
    expect(found, table + " seen by the office", all, inRole(pools.office(), seen(table)));
    if (mayRead("hms_relay", table)) {
      expect(found, table + " seen by the relay", all, inRole(pools.relay(), seen(table)));
    }
    reads(found, table);
    writes(found, table);
    strangers(found, table, all);
    return found;
  }

  private void reads(List<String> found, String table) {
    if (!may("hms_artisan", table, "select")) return;
    expect(found, table + " without a name", 0, inRole(pools.artisan(), seen(table)));
    String told = TOLD.containsKey(table) ? TOLD.get(table).formatted(mine) : own(table);
    expect(found, table + " seen by its artisan", count(table, told), asMine(seen(table)));
  }

  private void writes(List<String> found, String table) {
    long own = count(table, own(table));
    if (may("hms_artisan", table, "update")) {
      String touch = "update %1$s t set %2$s = %2$s".formatted(table, touched(table));
      expect(found, table + " updated", own, asMine(touch));
    }
    if (may("hms_artisan", table, "update") && columns(table).contains("artisan_oid")) {
      String give = "update %s t set artisan_oid = '%s'".formatted(table, theirs);
      expectRefused(found, table + " given away", give);
    }
    if (may("hms_artisan", table, "insert")) {
      expectRefused(found, table + " forged", copy(table, "not (" + own(table) + ")"));
      expectPassed(found, table + " written", copy(table, own(table)));
    }
  }

  private void strangers(List<String> found, String table, long all) {
    if (!mayRead("hms_public", table)) return;
    long shown = SHOWN.containsKey(table) ? count(table, SHOWN.get(table)) : 0;
    if (shown == 0 || shown == all) found.add(table + " proves nothing about strangers");
    expect(found, table + " seen by strangers", shown, inRole(pools.everyone(), seen(table)));
  }

  /** The first row of those once more, in my transaction. */
  private String copy(String table, String those) {
    var columns = String.join(", ", columns(table));
    String row =
        texts("select row_to_json(t)::text from %s t where %s limit 1".formatted(table, those))
            .getFirst();
    return "insert into %1$s (%2$s) select %2$s from json_populate_record(null::%1$s, '%3$s')"
        .formatted(table, columns, row.replace("'", "''"));
  }

  private static void expect(List<String> found, String what, long expected, long actual) {
    if (expected != actual) found.add("%s: %d rows, not %d".formatted(what, actual, expected));
  }

  private void expectRefused(List<String> found, String what, String sql) {
    try {
      long rows = asMine(sql);
      found.add("%s: %d rows".formatted(what, rows));
    } catch (PgException refused) {
      if (!REFUSED.equals(refused.getSqlState())) found.add(what + ": " + refused.getMessage());
    }
  }

  /** No policy is in the way; a unique index may be. */
  private void expectPassed(List<String> found, String what, String sql) {
    try {
      var unused = asMine(sql);
    } catch (PgException refused) {
      if (REFUSED.equals(refused.getSqlState())) found.add(what + ": " + refused.getMessage());
    }
  }

  private static String seen(String table) {
    return "select 1 from " + table;
  }

  private long asMine(String sql) {
    return rolledBack(
        pools.artisan(),
        "begin; select set_config('app.artisan_id', '%s', true)".formatted(mine),
        sql);
  }

  private long inRole(Pool pool, String sql) {
    return rolledBack(pool, "begin", sql);
  }

  private static long rolledBack(Pool pool, String begin, String sql) {
    SqlConnection connection = pool.getConnection().await();
    try {
      connection.query(begin).execute().await();
      var rows = connection.query(sql).execute().await();
      return Math.max(rows.rowCount(), rows.size());
    } finally {
      connection.query("rollback").execute().await();
      connection.close().await();
    }
  }

  private String own(String table) {
    return OWN.getOrDefault(table, "artisan_oid = '%1$s'").formatted(mine);
  }

  private String touched(String table) {
    return columns(table).contains("version") ? "version" : columns(table).getFirst();
  }

  private List<String> columns(String table) {
    return texts(
        """
        select column_name::text from information_schema.columns
        where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'
          and is_identity = 'NO' order by ordinal_position
        """,
        table);
  }

  private boolean may(String role, String table, String privilege) {
    return owner
        .preparedQuery("select has_any_column_privilege($1, $2::text, $3)")
        .execute(Tuple.of(role, table, privilege))
        .await()
        .iterator()
        .next()
        .getBoolean(0);
  }

  private boolean mayRead(String role, String table) {
    return may(role, table, "select");
  }

  private long count(String table, String predicate) {
    String sql = "select count(*) from %s t where %s".formatted(table, predicate);
    return owner.query(sql).execute().await().iterator().next().getLong(0);
  }

  private List<String> texts(String sql, Object... values) {
    return rows(sql, row -> row.getString(0), values);
  }

  <T> List<T> rows(String sql, Function<Row, T> read, Object... values) {
    var found = owner.preparedQuery(sql).execute(Tuple.wrap(values)).await();
    return StreamSupport.stream(found.spliterator(), false).map(read).toList();
  }
}
