package hms.cluster.schedule;

import hms.cluster.job.JobTypes;
import hms.cluster.jobs.BuiltIn;
import hms.domain.Actor;
import hms.domain.job.Job;
import hms.domain.job.JobOptions;
import hms.domain.job.Tenants;
import hms.domain.schedule.Missed;
import hms.domain.schedule.Overlap;
import hms.domain.schedule.Schedule;
import hms.domain.schedule.ScheduledJob;
import hms.domain.schedule.Timing;
import hms.storage.Ids;
import hms.storage.Step;
import hms.storage.TestPostgres;
import hms.storage.pg.PgDatabase;
import hms.storage.pg.PgPools;
import hms.storage.pg.PgStores;
import hms.storage.query.Operator;
import hms.storage.query.Query;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;

/** Schedules of noop jobs in a database, which ends with the JVM, and nodes that look at them. */
final class TestSchedules {
  /** The last slot; the clock may go on to the next while a test runs. */
  static final Instant HOUR = Instant.now().truncatedTo(ChronoUnit.HOURS);

  static final int NO_LIMIT = 0;

  private static final Actor ACTOR = new Actor.House("test");
  private static final Vertx VERTX = Vertx.vertx();
  private static final TestPostgres.Database POSTGRES = TestPostgres.freshDatabase();
  private static final PgDatabase DATABASE = PgDatabase.open(VERTX, POSTGRES.office());
  private static final Pool OWNER = PgPools.open(VERTX, POSTGRES.owner());

  private TestSchedules() {}

  static void removeAll() {
    execute("delete from schedule");
    execute("delete from job");
    execute("delete from compute_node");
  }

  /** A look of a node that knows what it should and has room. */
  static int fire() {
    return timer(BuiltIn.types()).fireDue().await();
  }

  /** A node's. */
  static ScheduleTimer timer(JobTypes types) {
    return timer(types, NO_LIMIT, Tenants.EQUAL);
  }

  static ScheduleTimer timer(JobTypes types, int openMax, Tenants tenants) {
    return new ScheduleTimer(stores(), DATABASE.jobs(), types, openMax, tenants);
  }

  private static PgStores stores() {
    return DATABASE.stores(() -> {});
  }

  static Schedule hourly(Overlap overlap) {
    var timing = new Timing("0 * * * *", "UTC", null, null, null, overlap, Missed.LAST);
    var job = new ScheduledJob("noop", "{\"units\":1}", JobOptions.DEFAULT);
    var oid = Ids.next();
    var terms = new Schedule.Terms("s " + oid, timing, job);
    var cron = Cron.of("0 * * * *", "UTC").orThrow();
    return stores()
        .transact(
            ACTOR,
            tx ->
                Step.of(Schedule.create(oid, terms, "office:mia", cron, Instant.now()))
                    .then(tx.schedules()::create))
        .await()
        .orThrow();
  }

  /** Its last slot but so many is next: as if that were now, and nobody had looked since. */
  static Schedule due(Schedule schedule, int back) {
    Instant slot = HOUR.minus(Duration.ofHours(back - 1));
    execute(
        "update schedule set next_at = $2, not_after = $3 where oid = $1",
        schedule.oid(),
        slot,
        slot.plusSeconds(1));
    return schedule;
  }

  static Schedule now(Schedule schedule) {
    return stores().schedules().find(schedule.oid()).future().await().orThrow();
  }

  static List<Job> jobs(Schedule schedule) {
    var its = Query.ALL.where("schedule", Operator.EQ, schedule.oid()).sortedBy("-created", "-oid");
    return DATABASE.jobViews().get(its).future().await().orThrow().rows();
  }

  static void end(Schedule schedule) {
    execute(
        "update job set state = 'CANCELLED', ended = now() where schedule = $1 and ended is null",
        schedule.oid());
  }

  static List<String> rows(String sql) {
    var found = OWNER.query(sql).execute().await();
    return StreamSupport.stream(found.spliterator(), false).map(row -> row.getString(0)).toList();
  }

  static void execute(String sql, Object... values) {
    var tuple = Tuple.tuple();
    for (var value : values) {
      tuple.addValue(value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
    }
    var unused = OWNER.preparedQuery(sql).execute(tuple).await();
  }
}
