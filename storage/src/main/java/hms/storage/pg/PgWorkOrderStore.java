package hms.storage.pg;

import hms.domain.Money;
import hms.domain.Outcome;
import hms.domain.PostalAddress;
import hms.domain.Refusal;
import hms.domain.Versioned;
import hms.domain.order.OrderLine;
import hms.domain.order.WorkOrder;
import hms.domain.order.WorkOrder.Hold;
import hms.domain.order.Worked;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.StoredFields;
import hms.storage.query.Found;
import hms.storage.query.Query;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Work orders with their lines and the moves of their units. */
public final class PgWorkOrderStore {
  private static final String COLUMNS =
      """
      select oid, version, created, modified, order_oid, artisan_oid, reference, ship_to_name,
          ship_to::text as ship_to, note, currency, items_minor, discount_minor, shipping_minor,
          tax_minor, answer_by, round, request_state, work_state, held_from, held_by,
          promised_ship_date, reason
      from work_orders
      """;
  private static final String FIND = COLUMNS + "where oid = $1";
  private static final String LOCK = FIND + " for no key update";
  private static final String OF_ORDER = COLUMNS + "where order_oid = $1 order by reference";
  private static final String LOCK_ORDER =
      COLUMNS + "where order_oid = $1 order by oid for no key update";
  private static final String COUNT = "select count(*) as n from work_orders where order_oid = $1";
  private static final String INSERT =
      """
      insert into work_orders (oid, version, created, modified, order_oid, artisan_oid, reference,
          ship_to_name, ship_to, note, currency, items_minor, discount_minor, shipping_minor,
          tax_minor, answer_by, round, request_state, work_state, held_from, held_by,
          promised_ship_date, reason)
      values ($1, $2, $3, $4, $5, $6, $7, $8, ($9::text)::jsonb, $10, $11, $12, $13, $14, $15, $16,
          $17, $18, $19, $20, $21, $22, $23)
      """;
  private static final String UPDATE =
      """
      update work_orders set version = $2, created = $3, modified = $4, order_oid = $5,
          artisan_oid = $6, reference = $7, ship_to_name = $8, ship_to = ($9::text)::jsonb,
          note = $10, currency = $11, items_minor = $12, discount_minor = $13,
          shipping_minor = $14, tax_minor = $15, answer_by = $16, round = $17,
          request_state = $18, work_state = $19, held_from = $20, held_by = $21,
          promised_ship_date = $22, reason = $23
      where oid = $1
      """;

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
  private final PgOrderLines lines;

  PgWorkOrderStore(PgSession session) {
    this.session = session;
    this.lines = new PgOrderLines(session);
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

  /** How many the order has, ended ones too. */
  public Future<Long> count(UUID order) {
    return session.run(COUNT, order).map(rows -> rows.iterator().next().getLong("n"));
  }

  public Step<WorkOrder> create(WorkOrder next) {
    var row = session.runUnique(INSERT, values(next));
    var children = Step.together(row, lines.create(next), (made, added) -> added);
    var audited = Step.from(session.audit(null, next, "work-order", "send"));
    return Step.together(children, audited, (made, told) -> next);
  }

  /**
   * Locks the work order until the transaction ends; its lines, shipments and cancel requests are
   * locked with it.
   *
   * @param expected the version the caller saw; null if it need not have seen one
   */
  public Step<WorkOrder> lock(UUID oid, @Nullable Long expected) {
    return one(LOCK, oid).decide(found -> Versioned.seen(found, expected, "work-order"));
  }

  /** Locks all of an order, in the order of their oids; also those that join while we wait. */
  public Future<List<WorkOrder>> lockOrder(UUID order) {
    return session
        .list(row -> row, LOCK_ORDER, order)
        .compose(locked ->
            session
                .list(row -> row.getUUID("oid"), LOCK_ORDER, order)
                .compose(
                    again -> again.size() == locked.size() ? withLines(locked) : lockOrder(order)));
  }

  /** Locks, decides, writes what changed, audits; nothing if the decision changed nothing. */
  public Step<Worked> change(
      UUID oid,
      @Nullable Long expected,
      String command,
      Function<WorkOrder, Outcome<Worked>> decision) {
    return lock(oid, expected)
        .then(found -> Step.of(decision.apply(found)).then(next -> save(found, next, command)));
  }

  /** Writes a decision about a work order that this transaction has locked. */
  public Step<Worked> save(WorkOrder found, Worked worked, String command) {
    if (worked.order().version() == found.version()) return Step.done(worked);
    var row = Step.from(session.run(UPDATE, values(worked.order())));
    var children = Step.together(row, lines.save(found, worked, command), (made, moved) -> moved);
    var audited = Step.from(session.audit(found, worked.order(), "work-order", command));
    return Step.together(children, audited, (made, told) -> worked);
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
    var oids = rows.stream().map(row -> row.getUUID("oid")).toList();
    return lines
        .of(oids)
        .map(of ->
            rows.stream()
                .map(row -> read(row, of.getOrDefault(row.getUUID("oid"), List.of())))
                .toList());
  }

  private static @Nullable Object[] values(WorkOrder w) {
    var hold = w.hold();
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
      w.round(),
      w.request(),
      w.work(),
      hold == null ? null : hold.from(),
      hold == null ? null : hold.by(),
      w.promisedShipDate(),
      w.reason()
    };
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
        row.getInteger("round"),
        PgSession.word(row, "request_state", WorkOrder.Request.class),
        PgSession.word(row, "work_state", WorkOrder.Work.class),
        row.getString("held_from") == null
            ? null
            : new Hold(
                PgSession.word(row, "held_from", WorkOrder.Work.class),
                PgSession.word(row, "held_by", WorkOrder.Side.class)),
        row.getLocalDate("promised_ship_date"),
        row.getString("reason"),
        lines);
  }
}
