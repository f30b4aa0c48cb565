package hms.cluster.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import hms.cluster.job.JobTypes;
import hms.cluster.jobs.BuiltIn;
import hms.domain.Actor;
import hms.domain.job.Job;
import hms.domain.job.JobOptions;
import hms.domain.job.JobState;
import hms.domain.job.TenantLimits;
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
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Schedules that are due, and any number of nodes that look. */
final class ScheduleTimerIT {
  private static final Actor ACTOR = new Actor.House("test");
  private static final int NO_LIMIT = 0;
  private static final Tenants ONE_EACH = new Tenants(Map.of("*", new TenantLimits(1, 1, 0, 0)));

  /** No more schedules are looked at in one look. */
  private static final int LOOKED_AT_ONCE = 64;

  /** The last slot; the clock may go on to the next while a test runs. */
  private static final Instant HOUR = Instant.now().truncatedTo(ChronoUnit.HOURS);

  private static final Vertx VERTX = Vertx.vertx();
  private static final TestPostgres.Database POSTGRES = TestPostgres.freshDatabase();
  private static final PgDatabase DATABASE = PgDatabase.open(VERTX, POSTGRES.office());
  private static final Pool OWNER = PgPools.open(VERTX, POSTGRES.owner());

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @BeforeEach
  void nothingIsLeft() {
    execute("delete from schedule");
    execute("delete from job");
    execute("delete from compute_node");
  }

  @Test
  void each_slot_makes_one_job_however_many_nodes_look() {
    var schedules = IntStream.range(0, 30).mapToObj(n -> hourly(Overlap.SKIP)).toList();
    schedules.forEach(each -> due(each, 1));
    var nodes = Stream.generate(() -> timer(BuiltIn.types(), NO_LIMIT)).limit(4).toList();

    for (int look = 0; look < 3; look++) {
      Future.all(nodes.stream().map(ScheduleTimer::fireDue).toList()).await();
    }

    for (var each : schedules) {
      assertThat(jobs(each))
          .singleElement()
          .satisfies(job -> {
            assertThat(job.state()).isEqualTo(JobState.QUEUED);
            assertThat(job.submittedBy()).isEqualTo("office:mia");
            assertThat(job.ties().origin().orElseThrow().slot()).isPresent();
          });
      assertThat(now(each).progress().runs()).isEqualTo(1);
      assertThat(now(each).progress().nextAt()).as("its last slot").isNull();
    }
  }

  @Test
  void a_fault_in_the_middle_leaves_no_job_and_the_slot_is_tried_again() {
    var schedule = due(hourly(Overlap.SKIP), 1);
    var other = due(hourly(Overlap.SKIP), 1);
    execute(
        """
        create function broken() returns trigger language plpgsql as
          $$ begin if new.oid = '%s' then raise exception 'torn'; end if; return new; end $$
        """
            .formatted(schedule.oid()));
    execute(
        "create trigger broken before update on schedule for each row execute function broken()");
    try {
      assertThat(fire()).as("the other one").isEqualTo(1);
      assertThat(jobs(schedule)).isEmpty();
      assertThat(jobs(other)).hasSize(1);
    } finally {
      execute("drop trigger broken on schedule");
      execute("drop function broken");
    }

    assertThat(fire()).isEqualTo(1);
    assertThat(jobs(schedule)).hasSize(1);
  }

  @Test
  void the_database_says_what_is_due_and_a_second_job_of_a_slot_cannot_be() {
    var schedule = due(hourly(Overlap.REPLACE), 1);
    fire();
    var first = jobs(schedule).getFirst();
    execute(
        "update schedule set next_at = $1",
        first.ties().origin().orElseThrow().slot().orElseThrow());

    assertThat(fire()).isZero();

    assertThat(jobs(schedule)).hasSize(1);
    var progress = now(schedule).progress();
    assertThat(progress.lastError()).as("nothing is wrong").isNull();
    assertThat(progress.runs()).as("of one slot").isEqualTo(1);
    assertThat(progress.nextAt()).as("done with").isNull();
  }

  @Test
  void with_skip_one_at_work_is_let_be() {
    var schedule = due(hourly(Overlap.SKIP), 2);
    fire();
    due(schedule, 1);

    assertThat(fire()).isZero();

    assertThat(jobs(schedule)).hasSize(1);
    assertThat(now(schedule).progress().skipped()).isEqualTo(1);
  }

  @Test
  void with_queue_a_slot_waits_until_the_job_before_has_ended_and_only_one_goes() {
    var schedule = due(hourly(Overlap.QUEUE), 3);
    fire();
    due(schedule, 2);
    assertThat(fire()).isZero();
    due(schedule, 1);
    assertThat(fire()).isZero();
    assertThat(now(schedule).progress().waiting()).hasSize(2);

    end(schedule);
    var nodes = List.of(timer(BuiltIn.types(), NO_LIMIT), timer(BuiltIn.types(), NO_LIMIT));
    Future.all(nodes.stream().map(ScheduleTimer::fireDue).toList()).await();

    assertThat(jobs(schedule)).hasSize(2);
    assertThat(now(schedule).progress().waiting()).hasSize(1);
    end(schedule);
    assertThat(fire()).isEqualTo(1);
    end(schedule);
    assertThat(fire()).as("nobody waits").isZero();
    assertThat(jobs(schedule)).hasSize(3);
  }

  @Test
  void with_replace_the_one_at_work_is_cancelled() {
    var schedule = due(hourly(Overlap.REPLACE), 2);
    fire();
    due(schedule, 1);

    assertThat(fire()).isEqualTo(1);

    assertThat(jobs(schedule))
        .extracting(Job::state)
        .containsExactly(JobState.QUEUED, JobState.CANCELLED);
    var told = rows("select detail from job_event where kind = 'wish'");
    assertThat(told).containsExactly("cancel by schedule " + schedule.name());
  }

  @Test
  void a_type_that_is_gone_is_told_and_the_slot_after_it_is_tried() {
    var schedule = due(hourly(Overlap.SKIP), 2);

    assertThat(timer(new JobTypes(), NO_LIMIT).fireDue().await()).isZero();

    assertThat(now(schedule).progress().failures()).isEqualTo(1);
    assertThat(now(schedule).progress().lastError()).contains("/type");
    due(schedule, 1);
    assertThat(fire()).isEqualTo(1);
    assertThat(now(schedule).progress().lastError()).as("of then").contains("/type");
  }

  @Test
  void a_type_that_only_another_node_knows_makes_its_job_unless_that_node_is_gone() {
    var schedule = due(hourly(Overlap.SKIP), 2);
    execute(
        """
        insert into compute_node (node, name, slots, types, lease_until)
        values ('n1', 'kiln', 2, '{noop}', now() + interval '1 h')
        """);

    assertThat(timer(new JobTypes(), NO_LIMIT).fireDue().await()).isEqualTo(1);

    assertThat(jobs(schedule)).singleElement().extracting(Job::type).isEqualTo("noop");
    assertThat(now(schedule).progress().failures()).isZero();
    end(schedule);
    execute("update compute_node set lease_until = now()");
    due(schedule, 1);
    assertThat(timer(new JobTypes(), NO_LIMIT).fireDue().await()).isZero();
    assertThat(now(schedule).progress().lastError()).contains("/type", "noop");
  }

  @Test
  void a_type_that_breaks_is_told_and_holds_up_no_other_slot() {
    var types = BuiltIn.types().with(new Broken(), "");
    var schedule = due(hourly(Overlap.SKIP), 1);
    execute("update schedule set type = 'broken' where oid = $1", schedule.oid());

    assertThat(timer(types, NO_LIMIT).fireDue().await()).isZero();

    assertThat(now(schedule).progress().lastError()).contains("NoClassDefFoundError", "part/gone");
    assertThat(now(schedule).progress().nextAt()).as("its slot is done with").isNull();
  }

  @Test
  void parameters_that_are_no_longer_taken_are_told() {
    var schedule = due(hourly(Overlap.SKIP), 1);
    execute("update schedule set parameters = '{\"units\": -1}'");

    assertThat(fire()).isZero();

    assertThat(now(schedule).progress().lastError()).contains("/parameters/units");
  }

  @Test
  void a_full_queue_is_told_and_the_job_at_work_is_not_cancelled_for_nothing() {
    var schedule = due(hourly(Overlap.REPLACE), 2);
    due(hourly(Overlap.SKIP), 1);
    assertThat(fire()).isEqualTo(2);
    due(schedule, 1);

    assertThat(timer(BuiltIn.types(), 1).fireDue().await()).isZero();

    assertThat(now(schedule).progress().lastError()).contains("compute.queue-max");
    assertThat(jobs(schedule)).extracting(Job::state).containsExactly(JobState.QUEUED);
  }

  @Test
  void a_job_makes_room_for_the_one_that_replaces_it() {
    var schedule = due(hourly(Overlap.REPLACE), 2);
    assertThat(fireOneEach()).isEqualTo(1);
    due(schedule, 1);

    assertThat(fireOneEach()).isEqualTo(1);

    assertThat(jobs(schedule)).hasSize(2);
    assertThat(now(schedule).progress().failures()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Overlap.class)
  void a_tenant_with_as_many_jobs_as_it_may_have_keeps_its_slot_until_one_has_ended(Overlap how) {
    var first = due(hourly(Overlap.SKIP), 1);
    assertThat(fireOneEach()).isEqualTo(1);
    var schedule = due(hourly(how), 1);

    assertThat(fireOneEach()).isZero();
    assertThat(fireOneEach()).as("looked at again").isZero();

    var waits = now(schedule).progress();
    assertThat(waits.lastError())
        .contains("1 jobs of office:mia have not ended", "max-live of compute.tenants", "waits");
    assertThat(waits.failures()).as("it has not failed").isZero();
    assertThat(waits.skipped()).isZero();
    assertThat(jobs(schedule)).isEmpty();
    end(first);
    assertThat(fireOneEach()).isEqualTo(1);
    assertThat(jobs(schedule))
        .singleElement()
        .satisfies(job ->
            assertThat(job.ties().origin().orElseThrow().slot()).as("of then").contains(HOUR));
    assertThat(now(schedule).progress().runs()).isEqualTo(1);
  }

  @Test
  void schedules_that_wait_for_room_hold_up_nobody_elses() {
    var first = due(hourly(Overlap.SKIP), 1);
    assertThat(fireOneEach()).isEqualTo(1);
    for (int n = 0; n < LOOKED_AT_ONCE; n++) due(hourly(Overlap.SKIP), 1);
    fireOneEach();
    var other = due(hourly(Overlap.SKIP), 1);
    execute("update schedule set submitted_by = 'office:jo' where oid = $1", other.oid());

    assertThat(fireOneEach()).isEqualTo(1);

    assertThat(jobs(other)).hasSize(1);
    assertThat(jobs(first)).hasSize(1);
  }

  @Test
  void a_cron_that_nobody_understands_any_more_stops_its_schedule_and_no_other() {
    var schedule = due(hourly(Overlap.SKIP), 1);
    execute("update schedule set cron = 'every morning' where oid = $1", schedule.oid());
    var other = due(hourly(Overlap.SKIP), 1);

    assertThat(fire()).isEqualTo(1);

    assertThat(now(schedule).state()).isEqualTo(Schedule.State.ENDED);
    assertThat(now(schedule).progress().lastError()).contains("/cron");
    assertThat(jobs(other)).hasSize(1);
  }

  @Test
  void one_that_is_paused_or_not_due_makes_nothing() {
    var paused = due(hourly(Overlap.SKIP), 1);
    execute("update schedule set paused = true, next_at = null where oid = $1", paused.oid());
    due(hourly(Overlap.SKIP), -1);

    assertThat(fire()).isZero();
  }

  private static int fire() {
    return timer(BuiltIn.types(), NO_LIMIT).fireDue().await();
  }

  /** A node's; each has connections of its own. */
  private static ScheduleTimer timer(JobTypes types, int openMax) {
    return new ScheduleTimer(stores(), DATABASE.jobs(), types, openMax, Tenants.EQUAL);
  }

  /** Of a node where each tenant may have one job that has not ended. */
  private static int fireOneEach() {
    return new ScheduleTimer(stores(), DATABASE.jobs(), BuiltIn.types(), NO_LIMIT, ONE_EACH)
        .fireDue()
        .await();
  }

  private static PgStores stores() {
    return DATABASE.stores(() -> {});
  }

  private static Schedule hourly(Overlap overlap) {
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
  private static Schedule due(Schedule schedule, int back) {
    Instant slot = HOUR.minus(Duration.ofHours(back - 1));
    execute(
        "update schedule set next_at = $2, not_after = $3 where oid = $1",
        schedule.oid(),
        slot,
        slot.plusSeconds(1));
    return schedule;
  }

  private static Schedule now(Schedule schedule) {
    return stores().schedules().find(schedule.oid()).future().await().orThrow();
  }

  private static List<Job> jobs(Schedule schedule) {
    var its = Query.ALL.where("schedule", Operator.EQ, schedule.oid()).sortedBy("-created", "-oid");
    return DATABASE.jobViews().get(its).future().await().orThrow().rows();
  }

  private static void end(Schedule schedule) {
    execute(
        "update job set state = 'CANCELLED', ended = now() where schedule = $1 and ended is null",
        schedule.oid());
  }

  private static List<String> rows(String sql) {
    var found = OWNER.query(sql).execute().await();
    return StreamSupport.stream(found.spliterator(), false).map(row -> row.getString(0)).toList();
  }

  private static void execute(String sql, Object... values) {
    var tuple = Tuple.tuple();
    for (var value : values) {
      tuple.addValue(value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
    }
    var unused = OWNER.preparedQuery(sql).execute(tuple).await();
  }
}
