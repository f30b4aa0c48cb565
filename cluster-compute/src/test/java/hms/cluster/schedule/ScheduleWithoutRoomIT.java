package hms.cluster.schedule;

import static hms.cluster.schedule.TestSchedules.HOUR;
import static hms.cluster.schedule.TestSchedules.NO_LIMIT;
import static hms.cluster.schedule.TestSchedules.due;
import static hms.cluster.schedule.TestSchedules.end;
import static hms.cluster.schedule.TestSchedules.execute;
import static hms.cluster.schedule.TestSchedules.fire;
import static hms.cluster.schedule.TestSchedules.hourly;
import static hms.cluster.schedule.TestSchedules.jobs;
import static hms.cluster.schedule.TestSchedules.now;
import static hms.cluster.schedule.TestSchedules.removeAll;
import static hms.cluster.schedule.TestSchedules.timer;
import static org.assertj.core.api.Assertions.assertThat;

import hms.cluster.jobs.BuiltIn;
import hms.domain.job.Job;
import hms.domain.job.JobState;
import hms.domain.job.TenantLimits;
import hms.domain.job.Tenants;
import hms.domain.schedule.Overlap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Schedules that are due while no job, or no other of their tenant, may be made. */
final class ScheduleWithoutRoomIT {
  private static final Tenants ONE_EACH = new Tenants(Map.of("*", new TenantLimits(1, 1, 0, 0)));

  /** No more schedules are looked at in one look. */
  private static final int LOOKED_AT_ONCE = 64;

  @BeforeEach
  void nothingIsLeft() {
    removeAll();
  }

  @Test
  void a_full_queue_is_told_and_the_job_at_work_is_not_cancelled_for_nothing() {
    var schedule = due(hourly(Overlap.REPLACE), 2);
    due(hourly(Overlap.SKIP), 1);
    assertThat(fire()).isEqualTo(2);
    due(schedule, 1);

    assertThat(timer(BuiltIn.types(), 1, Tenants.EQUAL).fireDue().await()).isZero();

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

  /** Of a node where each tenant may have one job that has not ended. */
  private static int fireOneEach() {
    return timer(BuiltIn.types(), NO_LIMIT, ONE_EACH).fireDue().await();
  }
}
