package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.job.ChunkFailure;
import hms.domain.job.ChunkResult;
import hms.domain.job.DeadChunk;
import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.domain.job.JobCode;
import hms.domain.job.JobState;
import hms.domain.job.JobWish;
import hms.storage.JobData;
import hms.storage.JobStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Jobs in PostgreSQL. Source: docs/compute.md. */
public final class PgJobStore implements JobStore {
  private static final String FIND = "select " + PgJobRow.COLUMNS + " from job where oid = $1";

  private static final String WAKE = "notify " + PgWakeUp.CHANNEL;

  /**
   * Tests the owner in the row itself, so that the test is made again after a lock wait. A live
   * owner always has more of its lease left: a suspect that has less has missed a renewal.
   */
  private static final String CLAIM =
      """
      with mine as (
        select oid from job
        where ended is null
          and (owner is null or (owner = $1 and oid <> all($3)) or owner = any(array(
            select node from compute_node where lease_until < now()
                + case when node = any($2) then $4 else 0 end * interval '1 millisecond')))
          and (state <> 'QUEUED' or not_before is null or not_before <= now())
          and (state <> 'QUEUED' or not exists (
            select from job earlier where earlier.oid = any(job.after) and earlier.ended is null))
          and (state <> 'PAUSED' or units_total > 0)
          and (coalesce(code, type) = any((select types || codes from compute_node where node = $1)::text[])
            or state = 'CANCELLING' or deadline <= now())
        order by priority desc, oid limit 64
        for no key update skip locked)
      update job
      set owner = $1, epoch = epoch + 1,
          lost_owners = case when owner <> $1
              then case when units_done = done_when_lost then lost_owners + 1 else 1 end
              else lost_owners end,
          done_when_lost = case when owner <> $1 then units_done else done_when_lost end,
          state = case when state = 'QUEUED' then 'PLANNING' else state end
      from mine where job.oid = mine.oid
      """
          + "returning "
          + PgJobRow.COLUMNS_OF_JOB;

  /**
   * Nobody waits for the disk: what is committed of the job later flushes this too, and a crash
   * before that leaves a job to be planned again, since its owner sees another start of the server.
   */
  private static final String PLAN =
      """
      with soon as materialized (select set_config('synchronous_commit', 'off', true))
      update job set state = 'RUNNING', units_total = $3, code = coalesce(code, $4), started = coalesce(started, now())
      from soon where oid = $1 and epoch = $2 and state = 'PLANNING'
      """;

  private static final String STANDINGS =
      """
      select oid, epoch, state, interrupt from job where owner = $1 and ended is null order by oid
      """;

  private final PgStatements statements;
  private final PgNodeLeases leases;
  private final PgJobAdmission admission;
  private final PgJobResults results;
  private final PgJobResults patiently;
  private final PgJobData data;
  private final PgJobWishes wishes;
  private final PgWakeUp wakeUp;

  /**
   * One pool for all, as few connections do; it lends one for as long as {@link #onWake} listens.
   */
  public PgJobStore(Vertx vertx, Pool pool) {
    this(vertx, pool, pool);
  }

  /**
   * @param pool lends one connection for as long as {@link #onWake} listens
   * @param patient for what may take minutes, so that no lease waits behind it
   */
  PgJobStore(Vertx vertx, Pool pool, Pool patient) {
    this.statements = new PgStatements(pool);
    this.leases = new PgNodeLeases(pool);
    this.admission = new PgJobAdmission(pool);
    this.results = new PgJobResults(pool);
    this.patiently = new PgJobResults(patient);
    this.data = new PgJobData(pool, patient);
    this.wishes = new PgJobWishes(pool, patient);
    this.wakeUp = new PgWakeUp(vertx, pool);
  }

  @Override
  public Future<Void> insert(Job job) {
    return admission.insert(job);
  }

  @Override
  public Future<Optional<Job>> admit(Job job, int openMax, int tenantMax) {
    return admission.admit(job, openMax, tenantMax);
  }

  @Override
  public Future<Map<UUID, JobState>> states(List<UUID> jobs) {
    return admission.states(jobs);
  }

  @Override
  public Future<Optional<Job>> find(UUID oid) {
    return statements
        .rows(FIND, Tuple.of(oid), PgJobRow::job)
        .map(jobs -> jobs.stream().findFirst());
  }

  @Override
  public Future<Void> wake() {
    return statements.run(WAKE, Tuple.tuple()).mapEmpty();
  }

  @Override
  public Future<Void> onWake(Runnable woken) {
    return wakeUp.listen(woken);
  }

  @Override
  public Future<Lease> renew(ComputeNode node, int busy, Duration lease) {
    return leases.renew(node, busy, lease);
  }

  @Override
  public Future<Void> handOver(String node) {
    return leases.handOver(node).compose(free -> wake());
  }

  @Override
  public Future<Boolean> drain(String node, String by) {
    return leases.drain(node, by);
  }

  @Override
  public Future<Boolean> undrain(String node) {
    return leases.undrain(node);
  }

  @Override
  public Future<Void> leave(String node) {
    return leases.leave(node).compose(gone -> wake());
  }

  @Override
  public Future<List<Job>> claim(
      String node, Set<String> suspects, Duration missed, Set<UUID> held) {
    Tuple values =
        Tuple.tuple()
            .addString(node)
            .addArrayOfString(suspects.toArray(String[]::new))
            .addArrayOfUUID(held.toArray(UUID[]::new))
            .addLong(missed.toMillis());
    return statements.rows(CLAIM, values, PgJobRow::job);
  }

  @Override
  public Future<Boolean> plan(UUID job, long epoch, long unitsTotal, JobCode code) {
    return statements.changed(PLAN, Tuple.of(job, epoch, unitsTotal, code.text()));
  }

  @Override
  public Future<List<Standing>> standings(String node) {
    return statements.rows(
        STANDINGS,
        Tuple.of(node),
        row ->
            new Standing(
                row.getUUID("oid"),
                row.getLong("epoch"),
                JobState.valueOf(row.getString("state")),
                row.getBoolean("interrupt")));
  }

  @Override
  public Future<Boolean> commit(List<ChunkResult> results, boolean fast) {
    return this.results.commit(results, fast);
  }

  @Override
  public Future<Optional<Long>> raise(UUID job, long epoch, List<DeadChunk> dead) {
    return results.raise(job, epoch, dead);
  }

  @Override
  public Future<Void> note(ChunkFailure failure) {
    return results.note(failure);
  }

  @Override
  public Future<Rebuilt> rebuild(UUID job) {
    return patiently.rebuild(job);
  }

  @Override
  public Future<List<DeadChunk>> dead(UUID job) {
    return results.dead(job);
  }

  @Override
  public Future<List<Interval>> committed(UUID job) {
    return results.committed(job);
  }

  @Override
  public Future<List<Part>> parts(UUID job, long fromLo, long bytes) {
    return results.parts(job, fromLo, bytes);
  }

  @Override
  public Future<Boolean> finish(UUID job, long epoch, End end) {
    return end.publication()
        .map(publication -> data.publish(job, epoch, end, publication))
        .orElseGet(() -> results.finish(job, epoch, end));
  }

  @Override
  public JobData data() {
    return data;
  }

  @Override
  public Future<Outcome<Job>> wish(UUID job, JobWish wish, String by) {
    return wishes.grant(job, wish, by).compose(done -> wake().map(done));
  }
}
