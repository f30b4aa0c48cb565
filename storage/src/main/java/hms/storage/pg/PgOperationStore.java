package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.operation.Mandate;
import hms.domain.operation.Operation;
import hms.domain.operation.Operation.Progress;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.StoredFields;
import hms.storage.query.Found;
import hms.storage.query.Query;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Long work, as whoever asked for it sees it. How far it is changes without a new version. */
public final class PgOperationStore {
  private static final String COLUMNS =
      """
      select oid, version, created, modified, kind, mandate::text as mandate,
          parameters::text as parameters, state, done, total, outcome::text as outcome, started,
          ended, expires
      from operations
      """;
  private static final String FIND = COLUMNS + "where oid = $1";
  private static final String INSERT =
      """
      insert into operations (oid, version, modified, state, outcome, started, ended, expires,
          created, kind, principal, artisan_oid, mandate, parameters, done)
      values ($1, $2, $3, $4, ($5::text)::jsonb, $6, $7, $8, $9, $10, $11, $12, ($13::text)::jsonb,
          ($14::text)::jsonb, 0)
      """;
  private static final String UPDATE =
      """
      update operations set version = $2, modified = $3, state = $4, outcome = ($5::text)::jsonb,
          started = $6, ended = $7, expires = $8
      where oid = $1
      """;

  /** Turns are taken, so that nobody gets in more by asking twice at once. */
  private static final String TURN = "select pg_advisory_xact_lock(hashtext('operations ' || $1))";

  private static final String OPEN =
      "select count(*) from operations where principal = $1 and ended is null";
  private static final PgColumns SQL =
      PgColumns.builder()
          .at("principal", "principal")
          .at("kind", "kind")
          .at("state", "state")
          .build();
  static final PgPages<Operation> PAGES = new PgPages<>(StoredFields.OPERATION, COLUMNS, SQL);
  static final PgRows<Operation> ROWS =
      new PgRows<>(
          "operation",
          FIND,
          FIND + " for no key update",
          INSERT,
          UPDATE,
          PgOperationStore::read,
          PgOperationStore::changed);

  private final PgSession session;

  PgOperationStore(PgSession session) {
    this.session = session;
  }

  /** Who runs them, and for how long yet. */
  public PgOperationLeases leases() {
    return new PgOperationLeases(session);
  }

  public Step<Operation> find(UUID oid) {
    return ROWS.find(session, oid);
  }

  public Step<Found<Operation>> get(Query query) {
    return PAGES.get(session, query, PgOperationStore::read);
  }

  /** How many of somebody's have not ended; it stays so until this transaction ends. */
  public Future<Long> open(String principal) {
    return session
        .run(TURN, principal)
        .compose(mine -> session.list(row -> row.getLong(0), OPEN, principal))
        .map(counts -> counts.getFirst());
  }

  public Step<Operation> create(Operation asked) {
    var mandate = asked.mandate();
    return Step.together(
        Step.from(
            session.run(
                INSERT,
                asked.oid(),
                asked.version(),
                asked.modified(),
                asked.state(),
                null,
                null,
                null,
                null,
                asked.created(),
                asked.kind(),
                mandate.name(),
                mandate.artisan(),
                DomainJson.text(mandate),
                asked.parameters())),
        Step.from(session.audit(null, asked, "operation", "ask")),
        (written, audited) -> asked);
  }

  public Step<Operation> change(
      UUID oid,
      @Nullable Long expected,
      String command,
      Function<Operation, Outcome<Operation>> decision) {
    return ROWS.change(session, oid, expected, command, decision);
  }

  static Operation read(Row row) {
    return new Operation(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getString("kind"),
        DomainJson.own(row.getString("mandate"), Mandate.class),
        row.getString("parameters"),
        PgSession.word(row, "state", Operation.State.class),
        new Progress(row.getLong("done"), row.getLong("total")),
        row.getString("outcome"),
        PgSession.optionalInstant(row, "started"),
        PgSession.optionalInstant(row, "ended"),
        PgSession.optionalInstant(row, "expires"));
  }

  /** What a change writes; the rest of an operation never changes. */
  private static @Nullable Object[] changed(Operation o) {
    return new @Nullable Object[] {
      o.oid(),
      o.version(),
      o.modified(),
      o.state(),
      o.outcome(),
      o.started(),
      o.ended(),
      o.expires()
    };
  }
}
