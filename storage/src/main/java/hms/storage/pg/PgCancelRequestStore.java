package hms.storage.pg;

import hms.domain.order.CancelRequest;
import hms.storage.DomainJson;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Cancel requests; the lock of their work order is theirs. */
public final class PgCancelRequestStore {
  private static final String COLUMNS =
      """
      select oid, version, created, modified, work_order_oid, artisan_oid, asked_by, reason,
          answer_by, state, refusal,
          (select json_agg(json_build_object('line', line_oid, 'units', units, 'agreed', agreed)
               order by position)
           from cancel_request_lines where request_oid = oid)::text as lines
      from cancel_requests
      """;
  private static final String FIND = COLUMNS + "where oid = $1";
  private static final String LOCK = FIND + " for no key update";
  private static final String OPEN = COLUMNS + "where work_order_oid = $1 and state = 'requested'";
  private static final String OF_WORK_ORDER =
      COLUMNS + "where work_order_oid = $1 order by created, oid";
  private static final String OF_ORDER =
      COLUMNS
          + """
          where work_order_oid in (select w.oid from work_orders w where w.order_oid = $1)
          order by created, oid
          """;
  private static final String UNSETTLED =
      """
      select 1 from work_orders w where w.order_oid = $1 and (
          exists (select from cancel_requests c
                  where c.work_order_oid = w.oid and c.state = 'requested')
          or exists (select from fact_reports f where f.work_order_oid = w.oid and f.state = 'open'))
      limit 1
      """;
  private static final String INSERT =
      """
      insert into cancel_requests (oid, version, created, modified, work_order_oid, artisan_oid,
          asked_by, reason, answer_by, state, refusal)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      """;
  private static final String UPDATE =
      """
      update cancel_requests set version = $2, created = $3, modified = $4, work_order_oid = $5,
          artisan_oid = $6, asked_by = $7, reason = $8, answer_by = $9, state = $10, refusal = $11
      where oid = $1
      """;
  private static final String ADD_LINE =
      """
      insert into cancel_request_lines (request_oid, line_oid, artisan_oid, position, units, agreed)
      values ($1, $2, $3, $4, $5, $6)
      """;
  private static final String AGREE =
      "update cancel_request_lines set agreed = $3 where request_oid = $1 and line_oid = $2";

  private static final PgRows<CancelRequest> ROWS =
      new PgRows<>(
          "cancel-request",
          FIND,
          LOCK,
          INSERT,
          UPDATE,
          PgCancelRequestStore::read,
          PgCancelRequestStore::values);

  private final PgSession session;

  PgCancelRequestStore(PgSession session) {
    this.session = session;
  }

  public Step<CancelRequest> find(UUID oid) {
    return ROWS.find(session, oid);
  }

  /** The one that waits for an answer; a work order has one at most. */
  public Future<Optional<CancelRequest>> open(UUID workOrder) {
    return session.first(PgCancelRequestStore::read, OPEN, workOrder);
  }

  public Future<List<CancelRequest>> ofWorkOrder(UUID workOrder) {
    return session.list(PgCancelRequestStore::read, OF_WORK_ORDER, workOrder);
  }

  public Future<List<CancelRequest>> ofOrder(UUID order) {
    return session.list(PgCancelRequestStore::read, OF_ORDER, order);
  }

  /** Does a cancel request or a fact report of the order wait for anybody? */
  public Future<Boolean> unsettled(UUID order) {
    return session.first(row -> true, UNSETTLED, order).map(Optional::isPresent);
  }

  public Step<CancelRequest> create(CancelRequest request) {
    return ROWS.create(session, request, "request")
        .then(made -> Step.each(positions(request), at -> Step.from(addLine(request, at))))
        .map(lines -> request);
  }

  /** Writes an answer; the work order is locked. */
  public Step<CancelRequest> save(CancelRequest found, CancelRequest next, String command) {
    return ROWS.save(session, found, next, command)
        .then(saved ->
            Step.each(
                next.lines(),
                line -> Step.from(session.run(AGREE, next.oid(), line.line(), line.agreed()))))
        .map(lines -> next);
  }

  private Future<Integer> addLine(CancelRequest of, int at) {
    var line = of.lines().get(at);
    return session
        .run(ADD_LINE, of.oid(), line.line(), of.artisan(), at, line.units(), line.agreed())
        .map(rows -> at);
  }

  private static List<Integer> positions(CancelRequest of) {
    return IntStream.range(0, of.lines().size()).boxed().toList();
  }

  private static @Nullable Object[] values(CancelRequest c) {
    return new @Nullable Object[] {
      c.oid(),
      c.version(),
      c.created(),
      c.modified(),
      c.workOrder(),
      c.artisan(),
      c.by(),
      c.reason(),
      c.answerBy(),
      c.state(),
      c.refusal()
    };
  }

  private static CancelRequest read(Row row) {
    return new CancelRequest(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getUUID("work_order_oid"),
        row.getUUID("artisan_oid"),
        List.of(DomainJson.own(row.getString("lines"), CancelRequest.Line[].class)),
        PgSession.word(row, "asked_by", CancelRequest.Side.class),
        row.getString("reason"),
        PgSession.instant(row, "answer_by"),
        PgSession.word(row, "state", CancelRequest.State.class),
        row.getString("refusal") == null
            ? null
            : PgSession.word(row, "refusal", CancelRequest.Refusal.class));
  }
}
