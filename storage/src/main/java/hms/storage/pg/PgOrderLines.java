package hms.storage.pg;

import hms.domain.Lifecycle;
import hms.domain.Money;
import hms.domain.order.OrderLine;
import hms.domain.order.UnitMove;
import hms.domain.order.WorkOrder;
import hms.domain.order.Worked;
import hms.storage.DomainJson;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The lines of work orders and every move of their units; the work order's lock is theirs. */
final class PgOrderLines {
  private static final String LINES =
      """
      select work_order_oid, oid, product_oid, snapshot::text as snapshot, currency, unit_price_minor,
          discount_minor, tax_minor, q_pending, q_accepted, q_shipped, q_delivered, q_returned,
          q_refunded, q_undecided, q_rejected, q_cancelled, q_lost
      from order_lines where work_order_oid = any ($1) order by work_order_oid, position
      """;
  private static final String INSERT =
      """
      insert into order_lines (oid, work_order_oid, artisan_oid, product_oid, position, snapshot,
          currency, unit_price_minor, discount_minor, tax_minor, q_ordered, q_pending, q_accepted,
          q_shipped, q_delivered, q_returned, q_refunded, q_undecided, q_rejected, q_cancelled,
          q_lost)
      values ($1, $2, $3, $4, $5, ($6::text)::jsonb, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
          $17, $18, $19, $20, $21)
      """;
  private static final String UPDATE =
      """
      update order_lines set discount_minor = $2, tax_minor = $3, q_ordered = $4, q_pending = $5,
          q_accepted = $6, q_shipped = $7, q_delivered = $8, q_returned = $9, q_refunded = $10,
          q_undecided = $11, q_rejected = $12, q_cancelled = $13, q_lost = $14
      where oid = $1
      """;
  private static final String ADD_MOVE =
      """
      insert into unit_moves (line_oid, artisan_oid, from_bucket, to_bucket, units, command, actor, at)
      values ($1, $2, $3, $4, $5, $6, $7, $8)
      """;

  private final PgSession session;

  PgOrderLines(PgSession session) {
    this.session = session;
  }

  /** The lines of each, in one look. */
  Future<Map<UUID, List<OrderLine>>> of(List<UUID> workOrders) {
    return session
        .list(row -> row, LINES, (Object) workOrders.toArray(UUID[]::new))
        .map(rows ->
            rows.stream()
                .collect(
                    Collectors.groupingBy(
                        row -> row.getUUID("work_order_oid"),
                        Collectors.mapping(PgOrderLines::read, Collectors.toList()))));
  }

  Step<List<Integer>> create(WorkOrder of) {
    return Step.together(positions(of), at -> Step.from(insert(of, at)));
  }

  /** Writes the lines that changed, then the moves in the order in which they were made. */
  Step<Integer> save(WorkOrder found, Worked worked, String command) {
    var next = worked.order();
    var changed =
        positions(next).stream()
            .filter(at -> !next.lines().get(at).equals(found.lines().get(at)))
            .toList();
    return Step.together(
        Step.together(changed, at -> Step.from(update(next.lines().get(at)))),
        Step.together(worked.moves(), move -> Step.from(add(next, move, command))),
        (saved, moved) -> moved.size());
  }

  private Future<Integer> insert(WorkOrder of, int at) {
    var line = of.lines().get(at);
    @Nullable Object[] values =
        PgUnits.values(
            line.units(),
            line.oid(),
            of.oid(),
            of.artisan(),
            line.product(),
            at,
            DomainJson.text(line.snapshot()),
            line.unitPrice().currency(),
            line.unitPrice().amount(),
            line.discount().amount(),
            line.tax().amount());
    return session.run(INSERT, values).map(rows -> at);
  }

  private Future<Integer> update(OrderLine line) {
    @Nullable Object[] values =
        PgUnits.values(line.units(), line.oid(), line.discount().amount(), line.tax().amount());
    return session.run(UPDATE, values).map(rows -> rows.rowCount());
  }

  private Future<Integer> add(WorkOrder of, UnitMove move, String command) {
    return session
        .run(
            ADD_MOVE,
            move.line(),
            of.artisan(),
            Lifecycle.word(move.edge().from()),
            move.edge().to().map(Lifecycle::word).orElse("elsewhere"),
            move.units(),
            command,
            session.actor().name(),
            of.modified())
        .map(rows -> rows.rowCount());
  }

  private static List<Integer> positions(WorkOrder of) {
    return IntStream.range(0, of.lines().size()).boxed().toList();
  }

  private static OrderLine read(Row row) {
    String currency = row.getString("currency");
    return new OrderLine(
        row.getUUID("oid"),
        row.getUUID("product_oid"),
        DomainJson.own(row.getString("snapshot"), OrderLine.Snapshot.class),
        new Money(row.getLong("unit_price_minor"), currency),
        new Money(row.getLong("discount_minor"), currency),
        new Money(row.getLong("tax_minor"), currency),
        PgUnits.read(row));
  }
}
