package hms.storage.pg;

import io.vertx.core.Future;
import java.time.Instant;

/**
 * Removes what jobs have left, once it has served its time. Each call takes a bounded batch, and
 * tells how many. A job of which something is gone is marked before: it can only be tried again
 * whole.
 */
public final class PgJobSweep {
  private static final String INPUT =
      """
      delete from job_input i using (
          select n.job, n.unit from job j join job_input n on n.job = j.oid
          where j.ended < $1 order by j.ended, n.unit limit $2) old
      where i.job = old.job and i.unit = old.unit
      """;

  private static final String MARK =
      """
      update job set swept = now() where oid in (
          select oid from job where ended < $1 and swept is null
          order by ended limit $2 for no key update skip locked)
      """;

  /**
   * Those that were marked, one after the other as their rows are taken: a batch reads no more rows
   * than it removes. What somebody tries again, or another node sweeps, is left to them.
   */
  private static final String MARKED =
      """
      (select oid from job where ended < $1 and swept is not null and not bare
        order by ended, oid for no key update skip locked) j
      """;

  private static final String RESULTS =
      """
      delete from job_chunk_result r using (
          select j.oid as job, n.lo from %s cross join lateral (
            select lo from job_chunk_result where job = j.oid order by lo limit $2) n
          limit $2) old
      where r.job = old.job and r.lo = old.lo
      """
          .formatted(MARKED);

  /** In the order of their key: whatever part they are for, the results themselves too. */
  private static final String PARTS =
      """
      delete from job_blob b using (
          select j.oid as job, n.part, n.lo, n.hi, n.piece from %s cross join lateral (
            select part, lo, hi, piece from job_blob where job = j.oid
            order by part, lo, hi, piece limit $2) n
          limit $2) old
      where b.job = old.job and b.part = old.part and b.lo = old.lo and b.hi = old.hi
        and b.piece = old.piece
      """
          .formatted(MARKED);

  private static final String REJECTED =
      """
      delete from job_rejected x using (
          select j.oid as job, n.unit from %s cross join lateral (
            select unit from job_rejected where job = j.oid order by unit limit $2) n
          limit $2) old
      where x.job = old.job and x.unit = old.unit
      """
          .formatted(MARKED);

  private static final String BARE =
      """
      update job set bare = true where oid in (
          select j.oid from job j where j.ended < $1 and j.swept is not null and not j.bare
            and not exists (select from job_chunk_result n where n.job = j.oid)
            and not exists (select from job_blob n where n.job = j.oid)
            and not exists (select from job_rejected n where n.job = j.oid)
          order by j.ended limit $2 for no key update skip locked)
      """;

  private static final String FAILURES =
      """
      delete from job_failure f using (
          select n.n from job_failure n join job j on j.oid = n.job
          where n.at < $1 and j.ended is not null order by n.at limit $2) old
      where f.n = old.n
      """;

  /** Not while something that it has published is in use, or another job waits for what follows. */
  private static final String JOBS =
      """
      delete from job where oid in (
          select j.oid from job j where j.ended < $1 and j.bare
            and not exists (select from demand_forecast f where f.job = j.oid)
            and not exists (select from recommendation r where r.job = j.oid)
            and j.oid <> all(array(
              select unnest(later.after) from job later where later.ended is null))
          order by j.ended limit $2 for update skip locked)
      """;

  private final PgSession session;

  PgJobSweep(PgSession session) {
    this.session = session;
  }

  /** What jobs were computed from that ended before. */
  public Future<Integer> input(Instant before, int limit) {
    return rows(INPUT, before, limit);
  }

  /** Marks jobs that ended before: what they have come to is removed from now on. */
  public Future<Integer> mark(Instant before, int limit) {
    return rows(MARK, before, limit);
  }

  /** Results of chunks of jobs that were marked. */
  public Future<Integer> results(Instant before, int limit) {
    return rows(RESULTS, before, limit);
  }

  /** What lies beside such results, up to a MiB each. */
  public Future<Integer> parts(Instant before, int limit) {
    return rows(PARTS, before, limit);
  }

  /** The units that such jobs have rejected. */
  public Future<Integer> rejected(Instant before, int limit) {
    return rows(REJECTED, before, limit);
  }

  /** Marks those of them of which none of this is left. */
  public Future<Integer> bare(Instant before, int limit) {
    return rows(BARE, before, limit);
  }

  /** Attempts that came to nothing before, of jobs that have ended. */
  public Future<Integer> failures(Instant before, int limit) {
    return rows(FAILURES, before, limit);
  }

  /** Jobs that ended before, with their events. */
  public Future<Integer> jobs(Instant before, int limit) {
    return rows(JOBS, before, limit);
  }

  private Future<Integer> rows(String sql, Instant time, int limit) {
    return session.run(sql, time, limit).map(done -> done.rowCount());
  }
}
