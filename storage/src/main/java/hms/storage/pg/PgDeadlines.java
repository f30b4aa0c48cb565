package hms.storage.pg;

import hms.domain.audit.TraceParent;
import hms.domain.deadline.Deadline;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen later, set and dropped in the transactions that it follows from.
 *
 * <p>A timer must not lock a deadline before the object that it is about: everybody else locks the
 * object first. So it takes the deadline by an advisory lock, and looks once more when it is done
 * whether the deadline still stands (ADR 0013).
 */
public final class PgDeadlines {
  private static final String SET =
      """
      insert into deadlines (oid, kind, object_oid, artisan_oid, due, traceparent, traced)
      values ($1, $2, $3, $4, $5, $6, case when $6::text is not null then now() end)
      on conflict (object_oid, kind) where done is null
      do update set due = excluded.due, paused_left = null, on_hold = false, away = false,
        attempts = 0, fault = null, traceparent = excluded.traceparent, traced = excluded.traced
      """;

  /** Whether the artisan is away cannot change before this transaction has ended. */
  private static final String SET_FOR_WORK =
      """
      with maker as (
        select coalesce(($3::timestamptz at time zone 'UTC')::date between away_from and away_to,
          false) as away
        from artisans where oid = $2 for share)
      insert into deadlines (oid, kind, object_oid, artisan_oid, due, paused_left, on_hold, away,
        traceparent, traced)
      select d.oid, d.kind, $1, $2, d.due,
        case when away or $4 then greatest(d.due - $3, interval '0') end, $4, away,
        $8, case when $8::text is not null then now() end
      from maker cross join unnest($5::uuid[], $6::text[], $7::timestamptz[]) as d (oid, kind, due)
      on conflict (object_oid, kind) where done is null
      do update set due = excluded.due, paused_left = excluded.paused_left,
        on_hold = excluded.on_hold, away = excluded.away, attempts = 0, fault = null,
        traceparent = excluded.traceparent, traced = excluded.traced
      """;

  private static final String DROP =
      "delete from deadlines where object_oid = $1 and kind = $2 and done is null";
  private static final String DROP_ALL =
      "delete from deadlines where object_oid = $1 and done is null";
  private static final String PAUSE =
      """
      update deadlines set on_hold = true,
        paused_left = coalesce(paused_left, greatest(due - $2::timestamptz, interval '0'))
      where object_oid = $1 and done is null and not on_hold
      """;
  private static final String RESUME =
      """
      update deadlines set on_hold = false,
        due = case when away then due else $2::timestamptz + paused_left end,
        paused_left = case when away then paused_left end
      where object_oid = $1 and done is null and on_hold
      """;
  private static final String LEAVE =
      """
      update deadlines set away = true,
        paused_left = coalesce(paused_left, greatest(due - $2::timestamptz, interval '0'))
      where artisan_oid = $1 and of_work and done is null and not away
      """;
  private static final String RETURN =
      """
      update deadlines set away = false,
        due = case when on_hold then due else $2::timestamptz + paused_left end,
        paused_left = case when on_hold then paused_left end
      where artisan_oid = $1 and of_work and done is null and away
      """;

  /** Of a deadline, at the instant named first: its artisan has left, whoever stops it is late. */
  private static final String AWAY =
      """
      of_work and exists (select from artisans a where a.oid = artisan_oid
        and (%s::timestamptz at time zone 'UTC')::date between a.away_from and a.away_to)
      """;

  private static final String OPEN =
      """
      select oid, kind, object_oid, artisan_oid, due from deadlines
      where object_oid = $1 and done is null order by due, oid
      """;
  private static final String DUE =
      """
      select oid, kind, object_oid, artisan_oid, due, traceparent, traced from deadlines
      where done is null and paused_left is null and due <= $1 and not (%s)
      order by due, oid limit $2
      """
          .formatted(AWAY.formatted("$1"));
  private static final String TAKE = "select pg_try_advisory_xact_lock(hashtextextended($1, 0))";
  private static final String STANDS =
      """
      select 1 from deadlines
      where oid = $1 and done is null and paused_left is null and due <= $2 and not (%s)
      """
          .formatted(AWAY.formatted("$2"));
  private static final String FINISH =
      """
      update deadlines set done = $2, outcome = $3, fault = null
      where oid = $1 and done is null and paused_left is null and due <= $2
      """;
  private static final String FAILED =
      """
      update deadlines set attempts = attempts + 1, fault = left($3, 1000),
        due = $2::timestamptz + least(interval '1 second' * power(2, least(attempts, 12)), interval '1 hour')
      where oid = $1 and done is null
      """;

  private final PgSession session;

  PgDeadlines(PgSession session) {
    this.session = session;
  }

  /** One that should happen now, and what had set it. */
  public record Due(Deadline deadline, Optional<Setting> by) {}

  /**
   * @param trace of what set it
   * @param at when
   */
  public record Setting(TraceParent trace, Instant at) {}

  /** Sets it, or moves the open one of the same kind and object. */
  public Step<Void> set(Deadline next) {
    if (next.ofWork()) throw new IllegalArgumentException(next.kind() + " needs setForWork");
    return step(
        SET,
        next.oid(),
        next.kind(),
        next.object(),
        next.artisan().orElse(null),
        next.due(),
        session.trace());
  }

  /**
   * Sets or moves those of one artisan's object, at once; their clocks stand still from the first
   * while the object is on hold or the artisan away.
   *
   * @param next each of another kind
   */
  public Step<Void> setForWork(List<Deadline> next, boolean onHold, Instant now) {
    var object = next.getFirst();
    return step(
        SET_FOR_WORK,
        object.object(),
        object.artisan().orElseThrow(),
        now,
        onHold,
        next.stream().map(Deadline::oid).toArray(UUID[]::new),
        next.stream().map(Deadline::kind).toArray(String[]::new),
        next.stream()
            .map(each -> each.due().atOffset(ZoneOffset.UTC))
            .toArray(OffsetDateTime[]::new),
        session.trace());
  }

  /** Nothing will happen; fine if there is none. */
  public Step<Void> drop(UUID object, String kind) {
    return step(DROP, object, kind);
  }

  /** Nothing at all will happen to the object. */
  public Step<Void> dropAll(UUID object) {
    return step(DROP_ALL, object);
  }

  /** A hold stops the clock of all open deadlines of the object; what is left of each is kept. */
  public Step<Void> pause(UUID object, Instant now) {
    return step(PAUSE, object, now);
  }

  /** The hold is over: the clock goes on where it was stopped, unless the artisan is away. */
  public Step<Void> resume(UUID object, Instant now) {
    return step(RESUME, object, now);
  }

  /** Stops the clock of all work of an artisan that is away from that instant on. */
  public Step<Void> leave(UUID artisan, Instant from) {
    return step(LEAVE, artisan, from);
  }

  /** The artisan is back: its clocks go on, but for those of what is on hold. */
  public Step<Void> comeBack(UUID artisan, Instant at) {
    return step(RETURN, artisan, at);
  }

  /** The open ones of an object, paused ones too, the next first. */
  public Future<List<Deadline>> open(UUID object) {
    return session.list(PgDeadlines::read, OPEN, object);
  }

  /** Those that should happen now, the oldest first. */
  public Future<List<Due>> due(Instant now, int limit) {
    return session.list(PgDeadlines::readDue, DUE, now, limit);
  }

  /** Keeps other timers off it until the transaction ends; false if it is theirs or has moved. */
  public Future<Boolean> take(Deadline deadline, Instant now) {
    return session
        .first(row -> row.getBoolean(0), TAKE, deadline.oid().toString())
        .compose(mine ->
            mine.orElse(false)
                ? session.first(row -> true, STANDS, deadline.oid(), now).map(Optional::isPresent)
                : Future.succeededFuture(false));
  }

  /** Marks it done; false if it was moved, paused or dropped meanwhile. */
  public Future<Boolean> finish(Deadline deadline, Instant now, String outcome) {
    return session.run(FINISH, deadline.oid(), now, outcome).map(rows -> rows.rowCount() == 1);
  }

  /** It could not be carried out: again later, at most an hour, and others are not held up. */
  public Future<Void> failed(Deadline deadline, Instant now, String fault) {
    return session.run(FAILED, deadline.oid(), now, fault).mapEmpty();
  }

  private Step<Void> step(String sql, @Nullable Object... values) {
    return Step.from(session.run(sql, values).mapEmpty());
  }

  private static Due readDue(Row row) {
    return new Due(
        read(row),
        TraceParent.parse(row.getString("traceparent"))
            .map(trace -> new Setting(trace, PgSession.instant(row, "traced"))));
  }

  private static Deadline read(Row row) {
    return new Deadline(
        row.getUUID("oid"),
        row.getString("kind"),
        row.getUUID("object_oid"),
        Optional.ofNullable(row.getUUID("artisan_oid")),
        PgSession.instant(row, "due"));
  }
}
