package hms.storage.pg;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;

/** How much waits, and for how long: counts for operators, by queries that an index serves. */
public final class PgBacklog {
  private static final String WORK =
      """
      select
        (select count(*) from parked_messages)::float8 as held,
        (select coalesce(extract(epoch from now() - min(received)), 0)
          from parked_messages)::float8 as held_seconds,
        (select count(*) from deadlines
          where done is null and paused_left is null)::float8 as deadlines,
        (select count(*) from deadlines
          where done is null and paused_left is null and due <= now())::float8 as due,
        (select coalesce(extract(epoch from now() - min(due)), 0) from deadlines
          where done is null and paused_left is null and due <= now())::float8 as late_seconds,
        (select count(*) from job where owner is null and ended is null)::float8 as queued,
        (select count(*) from job where owner is not null and ended is null)::float8 as running,
        (select count(*) from compute_node where lease_until > now())::float8 as nodes
      """;
  private static final String SENDING =
      """
      with sealed as (
        select e.xid, e.n from audit_seals s join audit_entries e on e.n = s.n
        order by s.seq desc limit 1),
      unsealed as (
        select e.at from audit_entries e
        where (e.xid, e.n) > (
          coalesce((select xid from sealed), '0'::xid8), coalesce((select n from sealed), 0)))
      select
        (select count(*) from outbox where sent is null)::float8 as waiting,
        (select coalesce(extract(epoch from now() - min(created)), 0)
          from outbox where sent is null)::float8 as oldest_seconds,
        (select count(*) from unsealed)::float8 as unsealed,
        (select coalesce(extract(epoch from now() - min(at)), 0) from unsealed)::float8
          as unsealed_seconds
      """;

  private final PgSession session;

  PgBacklog(PgSession session) {
    this.session = session;
  }

  /**
   * What waits to be done; not a number if nobody knows.
   *
   * @param held messages that came before an earlier one of their sender
   * @param heldSeconds age of the oldest of them
   * @param deadlines that are not done and do not pause
   * @param due those of them whose time has come
   * @param lateSeconds since the first of them was due
   * @param queued jobs that no node has taken
   * @param running jobs that a node has
   * @param nodes that compute
   */
  public record Work(
      double held,
      double heldSeconds,
      double deadlines,
      double due,
      double lateSeconds,
      double queued,
      double running,
      double nodes) {
    private static final double NAN = Double.NaN;
    public static final Work UNKNOWN = new Work(NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN);
  }

  /**
   * What waits to be sent or sealed; not a number if nobody knows.
   *
   * @param waiting messages to anybody, that are not sent
   * @param oldestSeconds age of the oldest of them
   * @param unsealed entries of the audit behind the last seal
   * @param unsealedSeconds age of the oldest of them
   */
  public record Sending(
      double waiting, double oldestSeconds, double unsealed, double unsealedSeconds) {
    public static final Sending UNKNOWN =
        new Sending(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  /** For the office. */
  public Future<Work> work() {
    return session.list(PgBacklog::work, WORK).map(rows -> rows.getFirst());
  }

  /** For the relay, which alone may see it. */
  public Future<Sending> sending() {
    return session.list(PgBacklog::sending, SENDING).map(rows -> rows.getFirst());
  }

  private static Work work(Row row) {
    return new Work(
        row.getDouble("held"),
        row.getDouble("held_seconds"),
        row.getDouble("deadlines"),
        row.getDouble("due"),
        row.getDouble("late_seconds"),
        row.getDouble("queued"),
        row.getDouble("running"),
        row.getDouble("nodes"));
  }

  private static Sending sending(Row row) {
    return new Sending(
        row.getDouble("waiting"),
        row.getDouble("oldest_seconds"),
        row.getDouble("unsealed"),
        row.getDouble("unsealed_seconds"));
  }
}
