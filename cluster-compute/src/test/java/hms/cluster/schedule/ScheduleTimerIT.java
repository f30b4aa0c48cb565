package hms.cluster.schedule;

import static hms.cluster.schedule.TestSchedules.due;
import static hms.cluster.schedule.TestSchedules.end;
import static hms.cluster.schedule.TestSchedules.execute;
import static hms.cluster.schedule.TestSchedules.fire;
import static hms.cluster.schedule.TestSchedules.hourly;
import static hms.cluster.schedule.TestSchedules.jobs;
import static hms.cluster.schedule.TestSchedules.now;
import static hms.cluster.schedule.TestSchedules.removeAll;
import static hms.cluster.schedule.TestSchedules.rows;
import static hms.cluster.schedule.TestSchedules.timer;
import static org.assertj.core.api.Assertions.assertThat;

import hms.cluster.job.JobTypes;
import hms.cluster.jobs.BuiltIn;
import hms.domain.job.Job;
import hms.domain.job.JobState;
import hms.domain.schedule.Overlap;
import hms.domain.schedule.Schedule;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schedules that are due, and any number of nodes that look. */
final class ScheduleTimerIT {
  @BeforeEach
  void nothingIsLeft() {
    removeAll();
  }

  @Test
  void each_slot_makes_one_job_however_many_nodes_look() {
    var schedules = IntStream.range(0, 30).mapToObj(n -> hourly(Overlap.SKIP)).toList();
    schedules.forEach(each -> due(each, 1));
    var nodes = Stream.generate(() -> timer(BuiltIn.types())).limit(4).toList();

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
    var nodes = List.of(timer(BuiltIn.types()), timer(BuiltIn.types()));
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

    assertThat(timer(new JobTypes()).fireDue().await()).isZero();

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

    assertThat(timer(new JobTypes()).fireDue().await()).isEqualTo(1);

    assertThat(jobs(schedule)).singleElement().extracting(Job::type).isEqualTo("noop");
    assertThat(now(schedule).progress().failures()).isZero();
    end(schedule);
    execute("update compute_node set lease_until = now()");
    due(schedule, 1);
    assertThat(timer(new JobTypes()).fireDue().await()).isZero();
    assertThat(now(schedule).progress().lastError()).contains("/type", "noop");
  }

  @Test
  void a_type_that_breaks_is_told_and_holds_up_no_other_slot() {
    var types = BuiltIn.types().with(new Broken(), "");
    var schedule = due(hourly(Overlap.SKIP), 1);
    execute("update schedule set type = 'broken' where oid = $1", schedule.oid());

    assertThat(timer(types).fireDue().await()).isZero();

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
}
