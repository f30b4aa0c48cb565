package hms.storage.pg;

import hms.domain.Lifecycle;
import hms.domain.Money;
import hms.domain.Outcome;
import hms.domain.PostalAddress;
import hms.domain.Refusal;
import hms.domain.Versioned;
import hms.domain.order.OrderLine;
import hms.domain.order.Shipment;
import hms.domain.order.UnitLedger.Edge;
import hms.domain.order.WorkOrder;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.StoredFields;
import hms.storage.query.Found;
import hms.storage.query.Query;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Work orders with their lines, the moves of their units and their shipments. */
public final class PgWorkOrderStore {
  private static final String COLUMNS =
      """
      select oid, version, created, modified, order_oid, artisan_oid, reference, ship_to_name,
          ship_to::text as ship_to, note, currency, items_minor, discount_minor, shipping_minor,
          tax_minor, answer_by, request_state, work_state, promised_ship_date
      from work_orders
      """;
  private static final String FIND = COLUMNS + "where oid = $1";
  private static final String LOCK = FIND + " for no key update";
  private static final String OF_ORDER = COLUMNS + "where order_oid = $1 order by reference";
  private static final String LINES =
      """
      select oid, product_oid, snapshot::text as snapshot, currency, unit_price_minor,
          discount_minor, tax_minor, q_pending, q_accepted, q_shipped, q_delivered, q_returned,
          q_rejected, q_cancelled, q_lost
      from order_lines where work_order_oid = $1 order by position
      """;
  private static final String INSERT =
      """
      insert into work_orders (oid, version, created, modified, order_oid, artisan_oid, reference,
          ship_to_name, ship_to, note, currency, items_minor, discount_minor, shipping_minor,
          tax_minor, answer_by, request_state, work_state, promised_ship_date)
      values ($1, $2, $3, $4, $5, $6, $7, $8, ($9::text)::jsonb, $10, $11, $12, $13, $14, $15, $16,
          $17, $18, $19)
      """;
  private static final String UPDATE =
      """
      update work_orders set version = $2, modified = $3, request_state = $4, work_state = $5,
          promised_ship_date = $6
      where oid = $1
      """;
  private static final String INSERT_LINE =
      """
      insert into order_lines (oid, work_order_oid, artisan_oid, product_oid, position, snapshot,
          currency, unit_price_minor, discount_minor, tax_minor, q_ordered, q_pending, q_accepted,
          q_shipped, q_delivered, q_returned, q_rejected, q_cancelled, q_lost)
      values ($1, $2, $3, $4, $5, ($6::text)::jsonb, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
          $17, $18, $19)
      """;
  private static final String UPDATE_LINE =
      """
      update order_lines set q_ordered = $2, q_pending = $3, q_accepted = $4, q_shipped = $5,
          q_delivered = $6, q_returned = $7, q_rejected = $8, q_cancelled = $9, q_lost = $10
      where oid = $1
      """;
  private static final String ADD_MOVE =
      """
      insert into unit_moves (line_oid, artisan_oid, from_bucket, to_bucket, units, command, actor, at)
      values ($1, $2, $3, $4, $5, $6, $7, $8)
      """;
  private static final String ADD_SHIPMENT =
      """
      insert into shipments (oid, work_order_oid, artisan_oid, created, carrier, tracking, shipped_at)
      values ($1, $2, $3, $4, $5, $6, $7)
      """;
  private static final String ADD_SHIPMENT_LINE =
      "insert into shipment_lines (shipment_oid, line_oid, units) values ($1, $2, $3)";
  private static final String SHIPMENT_KNOWN =
      "select 1 from shipments where oid = $1 and work_order_oid = $2";

  private static final PgColumns SQL =
      PgColumns.builder()
          .at("order", "order_oid")
          .at("artisan", "artisan_oid")
          .at("reference", "reference")
          .at("request", "request_state")
          .at("work", "work_state")
          .at("answerBy", "answer_by")
          .at("promisedShipDate", "promised_ship_date")
          .money("items", "items_minor", "currency")
          .at("note", "note")
          .build();
  static final PgPages<WorkOrder> PAGES = new PgPages<>(StoredFields.WORK_ORDER, COLUMNS, SQL);

  private final PgSession session;

  PgWorkOrderStore(PgSession session) {
    this.session = session;
  }

  public Step<WorkOrder> find(UUID oid) {
    return one(FIND, oid);
  }

  public Future<List<WorkOrder>> ofOrder(UUID order) {
    return session.list(row -> row, OF_ORDER, order).compose(this::withLines);
  }

  /** By the fields of {@code StoredFields.WORK_ORDER}. */
  public Step<Found<WorkOrder>> get(Query query) {
    return PAGES.getAll(session, query, this::withLines);
  }

  public Step<WorkOrder> create(WorkOrder next) {
    return Step.from(session.run(INSERT, values(next)))
        .then(rows -> Step.each(positions(next), at -> addLine(next, at)))
        .then(lines -> Step.from(session.audit(null, next, "work-order", "send")))
        .map(audited -> next);
  }

  /** Locks the work order and all its lines with one row lock, decides, writes, audits. */
  public Step<WorkOrder> change(
      UUID oid,
      @Nullable Long expected,
      String command,
      Edge edge,
      Function<WorkOrder, Outcome<WorkOrder>> decision) {
    return one(LOCK, oid)
        .decide(found -> Versioned.seen(found, expected, "work-order"))
        .then(
            found -> Step.of(decision.apply(found)).then(next -> save(found, next, command, edge)));
  }

  public Future<Boolean> knowsShipment(UUID shipment, UUID workOrder) {
    return session.run(SHIPMENT_KNOWN, shipment, workOrder).map(rows -> rows.size() == 1);
  }

  public Step<Shipment> addShipment(WorkOrder of, Shipment shipment) {
    return session
        .runUnique(
            ADD_SHIPMENT,
            shipment.oid(),
            of.oid(),
            of.artisan(),
            of.modified(),
            shipment.carrier(),
            shipment.tracking(),
            shipment.shippedAt())
        .then(rows -> Step.each(shipment.lines(), part -> addPart(shipment, part)))
        .map(parts -> shipment);
  }

  private Step<Shipment.Part> addPart(Shipment shipment, Shipment.Part part) {
    return Step.from(session.run(ADD_SHIPMENT_LINE, shipment.oid(), part.line(), part.units()))
        .map(rows -> part);
  }

  private Step<WorkOrder> save(WorkOrder found, WorkOrder next, String command, Edge edge) {
    return Step.from(
            session.run(
                UPDATE,
                next.oid(),
                next.version(),
                next.modified(),
                next.request(),
                next.work(),
                next.promisedShipDate()))
        .then(rows -> Step.each(positions(next), at -> moveLine(found, next, at, command, edge)))
        .then(moved -> Step.from(session.audit(found, next, "work-order", command)))
        .map(audited -> next);
  }

  private Step<Integer> moveLine(
      WorkOrder found, WorkOrder next, int at, String command, Edge edge) {
    var line = next.lines().get(at);
    int moved = line.units().in(edge.to()) - found.lines().get(at).units().in(edge.to());
    if (moved == 0) return Step.done(at);
    return Step.from(
        session
            .run(UPDATE_LINE, PgUnits.values(line.units(), line.oid()))
            .compose(rows ->
                session.run(
                    ADD_MOVE,
                    line.oid(),
                    next.artisan(),
                    Lifecycle.word(edge.from()),
                    Lifecycle.word(edge.to()),
                    moved,
                    command,
                    session.actor().name(),
                    next.modified()))
            .map(rows -> at));
  }

  private Step<Integer> addLine(WorkOrder of, int at) {
    var line = of.lines().get(at);
    var values =
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
    return Step.from(session.run(INSERT_LINE, values)).map(rows -> at);
  }

  private static List<Integer> positions(WorkOrder of) {
    return IntStream.range(0, of.lines().size()).boxed().toList();
  }

  private Step<WorkOrder> one(String sql, UUID oid) {
    return new Step<>(
        session
            .list(row -> row, sql, oid)
            .compose(this::withLines)
            .map(found ->
                found.isEmpty()
                    ? Outcome.refused(new Refusal.NotFound("work-order"))
                    : Outcome.done(found.getFirst())));
  }

  private Future<List<WorkOrder>> withLines(List<Row> rows) {
    return Future.all(rows.stream().map(this::withLines).toList())
        .map(all -> all.<WorkOrder>list());
  }

  private Future<WorkOrder> withLines(Row row) {
    return session
        .list(PgWorkOrderStore::readLine, LINES, row.getUUID("oid"))
        .map(lines -> read(row, lines));
  }

  private static @Nullable Object[] values(WorkOrder w) {
    return new @Nullable Object[] {
      w.oid(),
      w.version(),
      w.created(),
      w.modified(),
      w.order(),
      w.artisan(),
      w.reference(),
      w.shipToName(),
      DomainJson.text(w.shipTo()),
      w.note(),
      w.items().currency(),
      w.items().amount(),
      w.discount().amount(),
      w.shipping().amount(),
      w.tax().amount(),
      w.answerBy(),
      w.request(),
      w.work(),
      w.promisedShipDate()
    };
  }

  private static OrderLine readLine(Row row) {
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

  private static WorkOrder read(Row row, List<OrderLine> lines) {
    String currency = row.getString("currency");
    return new WorkOrder(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getUUID("order_oid"),
        row.getUUID("artisan_oid"),
        row.getString("reference"),
        row.getString("ship_to_name"),
        DomainJson.own(row.getString("ship_to"), PostalAddress.class),
        row.getString("note"),
        new Money(row.getLong("items_minor"), currency),
        new Money(row.getLong("discount_minor"), currency),
        new Money(row.getLong("shipping_minor"), currency),
        new Money(row.getLong("tax_minor"), currency),
        PgSession.instant(row, "answer_by"),
        WorkOrder.Request.valueOf(row.getString("request_state").toUpperCase(Locale.ROOT)),
        WorkOrder.Work.valueOf(row.getString("work_state").toUpperCase(Locale.ROOT)),
        row.getLocalDate("promised_ship_date"),
        lines);
  }
}
