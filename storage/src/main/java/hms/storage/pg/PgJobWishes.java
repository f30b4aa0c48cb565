package hms.storage.pg;

import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.job.Job;
import hms.domain.job.JobState;
import hms.domain.job.JobWish;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Changes jobs as people want them, under the lock that commits and take-overs take too. */
final class PgJobWishes {
  private static final String LOCK =
      "select " + PgJobRow.COLUMNS + " from job where oid = $1 for no key update";

  private static final String MOVE_TO = "update job set state = $2 where oid = $1";

  /** What was never laid out is nobody's while it is paused: its owner would only wait. */
  private static final String PAUSE =
      """
      update job set state = 'PAUSED', owner = case when units_total = 0 then null else owner end
      where oid = $1
      """;

  /** From here on no commit passes the fence. What nobody has needs nobody to stop it. */
  private static final String CANCEL =
      """
      update job
      set state = case when owner is null then 'CANCELLED' else 'CANCELLING' end,
          ended = case when owner is null then now() end, interrupt = $2
      where oid = $1
      """;

  private static final String HURRY = "update job set interrupt = true where oid = $1";

  private static final String RETRY =
      """
      update job
      set state = 'QUEUED', owner = null, ended = null, result = null, reason = null,
          verdict = null, swept = null, bare = false, units_dead = 0, tries_from = epoch, lost_owners = 0,
          units_total = case when $2 then 0 else units_total end, units_rejected = 0,
          code = case when $2 then null else code end,
          units_done = case when $2 then 0 else units_done end,
          chunks_done = case when $2 then 0 else chunks_done end,
          cpu_micros = case when $2 then 0 else cpu_micros end
      where oid = $1
      """;

  /** What it came to is being removed: only all of it can be tried again. */
  private static final String SWEPT = "select from job where oid = $1 and swept is not null";

  private static final String OPEN_DEAD = "delete from job_dead_chunk where job = $1";
  private static final String FORGET =
      """
      with parts as (delete from job_blob where job = $1),
      rejected as (delete from job_rejected where job = $1)
      delete from job_chunk_result where job = $1
      """;
  private static final String TELL =
      "insert into job_event (job, kind, detail) values ($1, $2, $3)";

  private final Pool pool;
  private final Pool patient;

  /**
   * @param patient for what forgets millions of results
   */
  PgJobWishes(Pool pool, Pool patient) {
    this.pool = pool;
    this.patient = patient;
  }

  Future<Outcome<Job>> grant(UUID oid, JobWish wish, String by) {
    var fit = wish == JobWish.RETRY_ALL ? patient : pool;
    return fit.withTransaction(connection ->
        read(connection, LOCK, Tuple.of(oid))
            .compose(found -> {
              if (found.isEmpty()) {
                return Future.succeededFuture(Outcome.refused(new Refusal.NotFound("job")));
              }
              return grant(connection, found.get(), wish, by);
            }));
  }

  private static Future<Outcome<Job>> grant(
      SqlConnection connection, Job job, JobWish wish, String by) {
    if (wish.fulfilledBy(job.state())) return Future.succeededFuture(Outcome.done(job));
    if (wish == JobWish.KILL && job.state() == JobState.CANCELLING) {
      return changed(connection, job, wish, by, HURRY, Tuple.of(job.oid()));
    }
    return switch (wish.foresee(job)) {
      case Outcome.Refused<JobState>(var why) -> Future.succeededFuture(Outcome.refused(why));
      case Outcome.Done<JobState>(var to) -> move(connection, job, wish, to, by);
    };
  }

  private static Future<Outcome<Job>> move(
      SqlConnection connection, Job job, JobWish wish, JobState to, String by) {
    return switch (wish) {
      case PAUSE -> changed(connection, job, wish, by, PAUSE, Tuple.of(job.oid()));
      case RESUME -> changed(connection, job, wish, by, MOVE_TO, Tuple.of(job.oid(), to.name()));
      case CANCEL, KILL ->
          changed(connection, job, wish, by, CANCEL, Tuple.of(job.oid(), wish == JobWish.KILL));
      case RETRY ->
          connection
              .preparedQuery(SWEPT)
              .execute(Tuple.of(job.oid()))
              .compose(swept ->
                  swept.size() > 0
                      ? Future.succeededFuture(served(job))
                      : run(connection, OPEN_DEAD, job)
                          .compose(open ->
                              changed(connection, job, wish, by, RETRY, again(job, false))));
      case RETRY_ALL ->
          run(connection, OPEN_DEAD, job)
              .compose(open -> run(connection, FORGET, job))
              .compose(none -> changed(connection, job, wish, by, RETRY, again(job, true)));
    };
  }

  private static Outcome<Job> served(Job job) {
    return Outcome.refused(
        new Refusal.WrongState(
            Lifecycle.word(job.state()),
            "retry",
            List.of("retry_all"),
            "results-swept",
            "its results have served their time"));
  }

  private static Tuple again(Job job, boolean anew) {
    return Tuple.of(job.oid(), anew);
  }

  private static Future<Outcome<Job>> changed(
      SqlConnection connection, Job job, JobWish wish, String by, String sql, Tuple values) {
    return read(connection, sql + " returning " + PgJobRow.COLUMNS, values)
        .compose(changed ->
            connection
                .preparedQuery(TELL)
                .execute(Tuple.of(job.oid(), "wish", Lifecycle.word(wish) + " by " + by))
                .map(told -> Outcome.done(changed.orElseThrow())));
  }

  private static Future<Optional<Job>> read(SqlConnection connection, String sql, Tuple values) {
    return connection
        .preparedQuery(sql)
        .execute(values)
        .map(rows ->
            rows.iterator().hasNext()
                ? Optional.of(PgJobRow.job(rows.iterator().next()))
                : Optional.empty());
  }

  private static Future<Void> run(SqlConnection connection, String sql, Job job) {
    return connection.preparedQuery(sql).execute(Tuple.of(job.oid())).mapEmpty();
  }
}
