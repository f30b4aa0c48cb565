package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.order.LineUnits;
import hms.domain.order.Shipment;
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

/** Parcels; the lock of their work order is theirs. */
public final class PgShipmentStore {
  private static final String COLUMNS =
      """
      select oid, version, created, modified, work_order_oid, artisan_oid, carrier, tracking,
          shipped_at, state, tracking_status, tracked_at,
          (select json_agg(json_build_object('line', line_oid, 'units', units) order by line_oid)
           from shipment_lines where shipment_oid = oid)::text as lines
      from shipments
      """;
  private static final String FIND = COLUMNS + "where oid = $1";
  private static final String LOCK = FIND + " for no key update";
  private static final String OF_WORK_ORDER =
      COLUMNS + "where work_order_oid = $1 order by created, oid";
  private static final String OF_ORDER =
      COLUMNS
          + """
          where work_order_oid in (select w.oid from work_orders w where w.order_oid = $1)
          order by created, oid
          """;
  private static final String INSERT =
      """
      insert into shipments (oid, version, created, modified, work_order_oid, artisan_oid, carrier,
          tracking, shipped_at, state, tracking_status, tracked_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      """;
  private static final String UPDATE =
      """
      update shipments set version = $2, created = $3, modified = $4, work_order_oid = $5,
          artisan_oid = $6, carrier = $7, tracking = $8, shipped_at = $9, state = $10,
          tracking_status = $11, tracked_at = $12
      where oid = $1
      """;
  private static final String ADD_LINE =
      """
      insert into shipment_lines (shipment_oid, line_oid, artisan_oid, units)
      values ($1, $2, $3, $4)
      """;

  private static final PgRows<Shipment> ROWS =
      new PgRows<>(
          "shipment", FIND, LOCK, INSERT, UPDATE, PgShipmentStore::read, PgShipmentStore::values);

  private static final PgColumns SQL =
      PgColumns.builder()
          .at("workOrder", "work_order_oid")
          .at("artisan", "artisan_oid")
          .at("carrier", "carrier")
          .at("shippedAt", "shipped_at")
          .at("state", "state")
          .at("trackingStatus", "tracking_status")
          .build();
  static final PgPages<Shipment> PAGES = new PgPages<>(StoredFields.SHIPMENT, COLUMNS, SQL);

  private final PgSession session;

  PgShipmentStore(PgSession session) {
    this.session = session;
  }

  public Step<Shipment> find(UUID oid) {
    return ROWS.find(session, oid);
  }

  public Step<Found<Shipment>> get(Query query) {
    return PAGES.get(session, query, PgShipmentStore::read);
  }

  /** Answers Duplicate if it is known, whoever told of it. */
  public Step<Shipment> create(Shipment parcel) {
    return ROWS.create(session, parcel, "ship")
        .then(made -> Step.together(parcel.lines(), each -> Step.from(addLine(parcel, each))))
        .map(lines -> parcel);
  }

  public Step<Shipment> change(
      UUID oid, String command, Function<Shipment, Outcome<Shipment>> decision) {
    return ROWS.lock(session, oid)
        .then(found ->
            Step.of(decision.apply(found))
                .then(next ->
                    next.version() == found.version()
                        ? Step.done(found)
                        : ROWS.write(session, found, next, command)));
  }

  public Future<List<Shipment>> ofWorkOrder(UUID workOrder) {
    return session.list(PgShipmentStore::read, OF_WORK_ORDER, workOrder);
  }

  public Future<List<Shipment>> ofOrder(UUID order) {
    return session.list(PgShipmentStore::read, OF_ORDER, order);
  }

  private Future<Integer> addLine(Shipment of, LineUnits each) {
    return session
        .run(ADD_LINE, of.oid(), each.line(), of.artisan(), each.units())
        .map(rows -> rows.rowCount());
  }

  private static @Nullable Object[] values(Shipment s) {
    return new @Nullable Object[] {
      s.oid(),
      s.version(),
      s.created(),
      s.modified(),
      s.workOrder(),
      s.artisan(),
      s.carrier(),
      s.tracking(),
      s.shippedAt(),
      s.state(),
      s.trackingStatus(),
      s.trackedAt()
    };
  }

  private static Shipment read(Row row) {
    return new Shipment(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getUUID("work_order_oid"),
        row.getUUID("artisan_oid"),
        List.of(DomainJson.own(row.getString("lines"), LineUnits[].class)),
        row.getString("carrier"),
        row.getString("tracking"),
        PgSession.instant(row, "shipped_at"),
        PgSession.word(row, "state", Shipment.State.class),
        PgSession.word(row, "tracking_status", Shipment.TrackingStatus.class),
        row.getOffsetDateTime("tracked_at") == null ? null : PgSession.instant(row, "tracked_at"));
  }
}
