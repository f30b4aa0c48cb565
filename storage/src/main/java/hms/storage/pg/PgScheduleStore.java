package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.Versioned;
import hms.domain.schedule.Missed;
import hms.domain.schedule.Overlap;
import hms.domain.schedule.Progress;
import hms.domain.schedule.Schedule;
import hms.domain.schedule.ScheduledJob;
import hms.domain.schedule.Timing;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.StoredFields;
import hms.storage.query.Found;
import hms.storage.query.Query;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Schedules, and how far they are. Whoever makes a job of one holds its lock. */
public final class PgScheduleStore {
  private static final String KIND = "schedule";

  private static final String COLUMNS =
      """
      select oid, version, created, modified, name, cron, zone, not_before, not_after, max_runs,
          overlap, missed, type, parameters, priority, options, submitted_by, paused,
          next_at, last_at, runs, skipped, failures, waiting, last_error, last_error_at
      from schedule
      """;
  private static final String FIND = COLUMNS + "where oid = $1";
  private static final String LOCK = FIND + " for no key update";

  private static final PgColumns SQL =
      PgColumns.builder().at("name", "name").at("type", "type").at("paused", "paused").build();
  static final PgPages<Schedule> PAGES = new PgPages<>(StoredFields.SCHEDULE, COLUMNS, SQL);

  private static final String INSERT =
      """
      insert into schedule (oid, version, created, modified, name, cron, zone, not_before,
          not_after, max_runs, overlap, missed, type, parameters, priority, options, submitted_by,
          paused, next_at, last_at, runs, skipped, failures, waiting, last_error, last_error_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
          $20, $21, $22, $23, $24, $25, $26)
      """;
  private static final String UPDATE =
      """
      update schedule set version = $2, created = $3, modified = $4, name = $5, cron = $6,
          zone = $7, not_before = $8, not_after = $9, max_runs = $10, overlap = $11, missed = $12,
          type = $13, parameters = $14, priority = $15, options = $16, submitted_by = $17,
          paused = $18, next_at = $19, last_at = $20, runs = $21, skipped = $22, failures = $23,
          waiting = $24, last_error = $25, last_error_at = $26
      where oid = $1
      """;
  private static final String ADVANCE =
      """
      update schedule set next_at = $2, last_at = $3, runs = $4, skipped = $5, failures = $6,
          waiting = $7, last_error = $8, last_error_at = $9
      where oid = $1
      """;
  private static final String DELETE = "delete from schedule where oid = $1";

  private static final String OPEN =
      "(select from job where job.schedule = s.oid and job.ended is null)";

  private static final String DUE =
      """
      select s.oid from schedule s
      where s.next_at <= now() or (s.waiting <> '{}' and not exists %s)
      order by greatest(coalesce(s.waiting[1], s.next_at), s.last_error_at), s.oid limit $1
      """
          .formatted(OPEN);

  /** Who has it locked does what is to be done. */
  private static final String TAKE = FIND + " for no key update skip locked";

  private static final String NOW = "select now() as now";
  private static final PgRows<Schedule> ROWS =
      new PgRows<>(
          KIND, FIND, LOCK, INSERT, UPDATE, PgScheduleStore::read, PgScheduleStore::values);

  private final PgSession session;

  PgScheduleStore(PgSession session) {
    this.session = session;
  }

  public Step<Schedule> find(UUID oid) {
    return ROWS.find(session, oid);
  }

  /** The same, which nobody else changes or fires meanwhile. */
  public Step<Schedule> lock(UUID oid) {
    return ROWS.lock(session, oid);
  }

  public Step<Found<Schedule>> get(Query query) {
    return PAGES.get(session, query, PgScheduleStore::read);
  }

  /** Errors: Duplicate for a name that is taken. */
  public Step<Schedule> create(Schedule schedule) {
    return ROWS.create(session, schedule, "create");
  }

  /**
   * Errors: NotFound, Stale, Duplicate.
   *
   * @param expected the version the caller saw; null if it need not have seen one
   */
  public Step<Schedule> change(
      UUID oid,
      @Nullable Long expected,
      String command,
      Function<Schedule, Outcome<Schedule>> decision) {
    return ROWS.change(session, oid, expected, command, decision);
  }

  /** For good; its jobs go on, and tell of it. Errors: NotFound, Stale. */
  public Step<Schedule> delete(UUID oid, long expected) {
    return ROWS.lock(session, oid)
        .decide(found -> Versioned.seen(found, expected, KIND))
        .then(found ->
            Step.from(session.run(DELETE, oid).compose(gone -> deleted(found))).map(told -> found));
  }

  private Future<Void> deleted(Schedule gone) {
    return session.audit(KIND, gone.oid(), gone.version() + 1, "delete", DomainJson.object(), null);
  }

  /** The jobs that they make. */
  public PgScheduledJobs jobs() {
    return new PgScheduledJobs(session);
  }

  /** What time it is, by the one clock that counts. */
  public Future<Instant> now() {
    return session.first(row -> PgSession.instant(row, "now"), NOW).map(Optional::orElseThrow);
  }

  /**
   * Those that have a slot to look at, the longest due first; what was postponed goes behind what
   * nobody has looked at since.
   */
  public Future<List<UUID>> due(int limit) {
    return session.list(row -> row.getUUID("oid"), DUE, limit);
  }

  /** One of them, locked; empty if it is gone, or somebody else is at it. */
  public Future<Optional<Schedule>> take(UUID oid) {
    return session.first(PgScheduleStore::read, TAKE, oid);
  }

  /** How far it is now; its caller has locked it. */
  public Future<Void> advance(UUID oid, Progress to) {
    var values = Stream.concat(Stream.of(oid), Stream.of(values(to))).toArray();
    return session.run(ADVANCE, values).mapEmpty();
  }

  static Schedule read(Row row) {
    return new Schedule(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getString("name"),
        timing(row),
        new ScheduledJob(
            row.getString("type"),
            row.getJsonObject("parameters").encode(),
            PgJobRow.options(row.getInteger("priority"), row.getJsonObject("options"))),
        row.getString("submitted_by"),
        row.getBoolean("paused"),
        progress(row));
  }

  private static Timing timing(Row row) {
    return new Timing(
        row.getString("cron"),
        row.getString("zone"),
        PgSession.optionalInstant(row, "not_before"),
        PgSession.optionalInstant(row, "not_after"),
        row.getInteger("max_runs"),
        PgSession.word(row, "overlap", Overlap.class),
        PgSession.word(row, "missed", Missed.class));
  }

  private static Progress progress(Row row) {
    return new Progress(
        PgSession.optionalInstant(row, "next_at"),
        PgSession.optionalInstant(row, "last_at"),
        row.getLong("runs"),
        row.getLong("skipped"),
        row.getLong("failures"),
        Stream.of(row.getArrayOfOffsetDateTimes("waiting")).map(at -> at.toInstant()).toList(),
        row.getString("last_error"),
        PgSession.optionalInstant(row, "last_error_at"));
  }

  private static @Nullable Object[] values(Schedule s) {
    var timing = s.timing();
    var terms =
        new @Nullable Object[] {
          s.oid(),
          s.version(),
          s.created(),
          s.modified(),
          s.name(),
          timing.cron(),
          timing.zone(),
          timing.notBefore(),
          timing.notAfter(),
          timing.maxRuns(),
          timing.overlap(),
          timing.missed(),
          s.job().type(),
          new JsonObject(s.job().parameters()),
          s.job().options().priority(),
          PgJobRow.json(s.job().options()),
          s.submittedBy(),
          s.paused()
        };
    return Stream.of(terms, values(s.progress())).flatMap(Stream::of).toArray();
  }

  private static @Nullable Object[] values(Progress p) {
    return new @Nullable Object[] {
      p.nextAt(),
      p.lastAt(),
      p.runs(),
      p.skipped(),
      p.failures(),
      p.waiting().stream().map(at -> at.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new),
      p.lastError(),
      p.lastErrorAt()
    };
  }
}
