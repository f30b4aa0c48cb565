package hms.storage.pg;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What became of an object and its parts, as the audit and the moves of units tell it. */
public final class PgHistory {
  private static final String OF_PRODUCT =
      """
      select e.at, e.actor, e.kind, e.object, e.object_version, e.command, e.change,
          null::uuid as work_order_oid
      from audit_entries e
      where e.kind in ('product', 'stock', 'revision') and e.object = any (array(
          select $1::uuid union all select oid from product_revisions where product_oid = $1))
      order by e.n desc limit $2
      """;
  private static final String OF_ORDER =
      """
      with parts as (select oid from work_orders where order_oid = $1),
      objects as (
        select 'order' as kind, $1::uuid as object, null::uuid as work_order_oid
        union all select 'work-order', oid, oid from parts
        union all select 'shipment', s.oid, s.work_order_oid
          from shipments s where s.work_order_oid in (select oid from parts)
        union all select 'cancel-request', c.oid, c.work_order_oid
          from cancel_requests c where c.work_order_oid in (select oid from parts)
        union all select 'fact-report', f.oid, f.work_order_oid
          from fact_reports f where f.work_order_oid in (select oid from parts))
      select e.at, e.actor, e.kind, e.object, e.object_version, e.command, e.change,
          o.work_order_oid
      from objects o join audit_entries e on e.kind = o.kind and e.object = o.object
      order by e.n
      """;
  private static final String MOVES =
      """
      select m.at, m.actor, m.command, l.work_order_oid, m.line_oid, m.from_bucket, m.to_bucket,
          m.units
      from work_orders w join order_lines l on l.work_order_oid = w.oid
          join unit_moves m on m.line_oid = l.oid
      where w.order_oid = $1 order by m.n
      """;

  private final PgSession session;

  PgHistory(PgSession session) {
    this.session = session;
  }

  /**
   * One effective change.
   *
   * @param actor as {@code Actor.name}
   * @param kind of the object: {@code work-order}
   * @param change {@code {field: {from, to}}} as text
   * @param workOrder whose lane of an order it is; empty for the order itself, and for products
   */
  public record Entry(
      Instant at,
      String actor,
      String kind,
      UUID object,
      long version,
      String command,
      String change,
      Optional<UUID> workOrder) {}

  /**
   * Pieces of one line that went from one bucket of the ledger to another.
   *
   * @param to a bucket, or {@code elsewhere}
   */
  public record Move(
      Instant at,
      String actor,
      String command,
      UUID workOrder,
      UUID line,
      String from,
      String to,
      int units) {}

  /** Of the product, its stock and its revisions: the latest first. */
  public Future<List<Entry>> ofProduct(UUID product, int limit) {
    return session.list(PgHistory::entry, OF_PRODUCT, product, limit);
  }

  /** Of the order and all its parts, in the order in which it was written. */
  public Future<List<Entry>> ofOrder(UUID order) {
    return session.list(PgHistory::entry, OF_ORDER, order);
  }

  /** Of all its lines, in the order in which they were made. */
  public Future<List<Move>> moves(UUID order) {
    return session.list(PgHistory::move, MOVES, order);
  }

  private static Entry entry(Row row) {
    return new Entry(
        PgSession.instant(row, "at"),
        row.getString("actor"),
        row.getString("kind"),
        row.getUUID("object"),
        row.getLong("object_version"),
        row.getString("command"),
        row.getString("change"),
        Optional.ofNullable(row.getUUID("work_order_oid")));
  }

  private static Move move(Row row) {
    return new Move(
        PgSession.instant(row, "at"),
        row.getString("actor"),
        row.getString("command"),
        row.getUUID("work_order_oid"),
        row.getUUID("line_oid"),
        row.getString("from_bucket"),
        row.getString("to_bucket"),
        row.getInteger("units"));
  }
}
