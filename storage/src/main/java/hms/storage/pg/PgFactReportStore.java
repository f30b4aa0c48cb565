package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.order.FactReport;
import hms.domain.order.ShipNotice;
import hms.storage.DomainJson;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Facts that no edge allows; the lock of their work order is theirs. */
public final class PgFactReportStore {
  private static final String COLUMNS =
      """
      select oid, version, created, modified, work_order_oid, artisan_oid, shipment_oid,
          notice::text as notice, occurred_at, details, state, settled_by, text
      from fact_reports
      """;
  private static final String FIND = COLUMNS + "where oid = $1";
  private static final String LOCK = FIND + " for no key update";
  private static final String TOLD = COLUMNS + "where shipment_oid = $1 and work_order_oid = $2";
  private static final String LIST =
      COLUMNS + "where ($1::text is null or state = $1) order by created, oid limit $2";
  private static final String INSERT =
      """
      insert into fact_reports (oid, version, created, modified, work_order_oid, artisan_oid,
          shipment_oid, notice, occurred_at, details, state, settled_by, text)
      values ($1, $2, $3, $4, $5, $6, $7, ($8::text)::jsonb, $9, $10, $11, $12, $13)
      """;
  private static final String UPDATE =
      """
      update fact_reports set version = $2, created = $3, modified = $4, work_order_oid = $5,
          artisan_oid = $6, shipment_oid = $7, notice = ($8::text)::jsonb, occurred_at = $9,
          details = $10, state = $11, settled_by = $12, text = $13
      where oid = $1
      """;

  private static final PgRows<FactReport> ROWS =
      new PgRows<>(
          "fact-report",
          FIND,
          LOCK,
          INSERT,
          UPDATE,
          PgFactReportStore::read,
          PgFactReportStore::values);

  private final PgSession session;

  PgFactReportStore(PgSession session) {
    this.session = session;
  }

  public Step<FactReport> find(UUID oid) {
    return ROWS.find(session, oid);
  }

  /** What was made of this parcel when it was told before. */
  public Future<Optional<FactReport>> told(UUID shipment, UUID workOrder) {
    return session.first(PgFactReportStore::read, TOLD, shipment, workOrder);
  }

  /** The oldest first; of all states if none is named. */
  public Future<List<FactReport>> list(FactReport.@Nullable State state, int limit) {
    return session.list(PgFactReportStore::read, LIST, state, limit);
  }

  public Step<FactReport> create(FactReport report) {
    return ROWS.create(session, report, "report");
  }

  public Step<FactReport> change(
      UUID oid, String command, Function<FactReport, Outcome<FactReport>> decision) {
    return ROWS.change(session, oid, null, command, decision);
  }

  private static @Nullable Object[] values(FactReport f) {
    return new @Nullable Object[] {
      f.oid(),
      f.version(),
      f.created(),
      f.modified(),
      f.workOrder(),
      f.artisan(),
      f.notice().shipment(),
      DomainJson.text(f.notice()),
      f.notice().shippedAt(),
      f.details(),
      f.state(),
      f.settledBy(),
      f.text()
    };
  }

  private static FactReport read(Row row) {
    return new FactReport(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getUUID("work_order_oid"),
        row.getUUID("artisan_oid"),
        DomainJson.own(row.getString("notice"), ShipNotice.class),
        row.getString("details"),
        PgSession.word(row, "state", FactReport.State.class),
        row.getString("settled_by"),
        row.getString("text"));
  }
}
