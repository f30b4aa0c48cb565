package hms.storage.pg;

import hms.domain.job.Job;
import hms.domain.schedule.Schedule;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/**
 * The jobs that schedules make. Whoever makes one holds the schedule's lock, so that a slot is
 * looked at once; that no slot has two jobs, an index says too.
 */
public final class PgScheduledJobs {
  private static final String BUSY =
      "select exists (select from job where schedule = $1 and ended is null) as busy";
  private static final String HAS = "select exists (select from job where oid = $1) as there";
  private static final String FULL =
      """
      select $2::integer > 0 and $2 <= (
        select count(*) from (
          select from job where ended is null and tenant = $1 limit $2) its) as full
      """;
  private static final String COMPUTED =
      """
      select exists (
        select from compute_node where lease_until > now() and $1 = any(types)) as there
      """;

  /** As {@link PgJobWishes} cancels. */
  private static final String CANCEL =
      """
      with cancelled as (
        update job
        set state = case when owner is null then 'CANCELLED' else 'CANCELLING' end,
            ended = case when owner is null then now() end
        where schedule = $1 and oid <> $2 and ended is null and state <> 'CANCELLING'
        returning oid)
      insert into job_event (job, kind, detail) select oid, 'wish', $3 from cancelled
      """;

  private final PgSession session;

  PgScheduledJobs(PgSession session) {
    this.session = session;
  }

  /** Has a job of it not ended? Of a schedule that the caller has locked. */
  public Future<Boolean> busy(UUID oid) {
    return session.first(row -> row.getBoolean("busy"), BUSY, oid).map(Optional::orElseThrow);
  }

  /** Cancels what of its jobs has not ended, but for the one that takes their place. */
  public Future<Void> cancelOthers(Schedule schedule, UUID job) {
    String why = "cancel by schedule " + schedule.name();
    return session.run(CANCEL, schedule.oid(), job, why).mapEmpty();
  }

  /**
   * Stores a job of it, once for each slot.
   *
   * @param openMax how many jobs may be there that have not ended; 0: as many as come
   * @param tenantMax how many of them of its tenant; 0: no limit
   * @return false if there are too many, or it is there already
   */
  public Future<Boolean> make(Job job, int openMax, int tenantMax) {
    return session
        .run(PgJobAdmission.INSERT, PgJobAdmission.values(job, openMax, tenantMax))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Have as many jobs of a tenant as it may have not ended? */
  public Future<Boolean> full(String tenant, int tenantMax) {
    return session
        .first(row -> row.getBoolean("full"), FULL, tenant, tenantMax)
        .map(Optional::orElseThrow);
  }

  /** Is this job there? */
  public Future<Boolean> has(UUID job) {
    return session.first(row -> row.getBoolean("there"), HAS, job).map(Optional::orElseThrow);
  }

  /** Is there a live node that computes jobs of this type? */
  public Future<Boolean> computed(String type) {
    return session.first(row -> row.getBoolean("there"), COMPUTED, type).map(Optional::orElseThrow);
  }
}
