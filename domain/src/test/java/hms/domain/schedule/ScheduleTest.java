package hms.domain.schedule;

import static hms.domain.schedule.TestSchedules.BY;
import static hms.domain.schedule.TestSchedules.JOB;
import static hms.domain.schedule.TestSchedules.OID;
import static hms.domain.schedule.TestSchedules.bounds;
import static hms.domain.schedule.TestSchedules.done;
import static hms.domain.schedule.TestSchedules.late;
import static hms.domain.schedule.TestSchedules.made;
import static hms.domain.schedule.TestSchedules.terms;
import static hms.domain.schedule.TestSchedules.with;
import static hms.domain.schedule.TimetableTest.MINUTES;
import static hms.domain.schedule.TimetableTest.NOON;
import static hms.domain.schedule.TimetableTest.minute;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.job.JobOptions;
import hms.domain.schedule.Schedule.State;
import hms.domain.schedule.Schedule.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Slots come each minute; the schedule was made at noon. */
class ScheduleTest {
  @Test
  void a_slot_makes_one_job_and_the_next_one_is_looked_at_in_its_time() {
    var schedule = made(Overlap.SKIP, Missed.LAST);

    assertThat(schedule.progress().nextAt()).isEqualTo(minute(1));
    assertThat(schedule.turn(MINUTES, late(0), false).slot()).as("too early").isNull();
    var turn = schedule.turn(MINUTES, late(1), false);
    assertThat(turn.slot()).isEqualTo(minute(1));

    var after = with(schedule, schedule.made(turn, minute(1)));
    assertThat(after.progress().nextAt()).isEqualTo(minute(2));
    assertThat(after.progress().lastAt()).isEqualTo(minute(1));
    assertThat(after.progress().runs()).isEqualTo(1);
    assertThat(after.turn(MINUTES, late(1), false).slot()).as("once").isNull();
  }

  @Test
  void with_skip_a_slot_beside_a_job_makes_none() {
    var turn = made(Overlap.SKIP, Missed.LAST).turn(MINUTES, late(1), true);

    assertThat(turn.slot()).isNull();
    assertThat(turn.then().skipped()).isEqualTo(1);
    assertThat(turn.then().nextAt()).isEqualTo(minute(2));
  }

  @Test
  void with_queue_slots_wait_and_have_their_turns_one_after_the_other() {
    var schedule = made(Overlap.QUEUE, Missed.LAST);
    for (int n = 1; n <= 3; n++) {
      var turn = schedule.turn(MINUTES, late(n), true);
      assertThat(turn.slot()).isNull();
      schedule = with(schedule, turn.then());
    }
    assertThat(schedule.progress().waiting()).containsExactly(minute(1), minute(2), minute(3));

    for (int n = 1; n <= 3; n++) {
      var turn = schedule.turn(MINUTES, late(3), false);
      assertThat(turn.slot()).isEqualTo(minute(n));
      schedule = with(schedule, schedule.made(turn, minute(n)));
    }
    assertThat(schedule.progress().waiting()).isEmpty();
    assertThat(schedule.turn(MINUTES, late(3), false).slot()).isNull();
  }

  @Test
  void no_more_than_a_hundred_slots_wait() {
    var schedule = made(Overlap.QUEUE, Missed.LAST);
    for (int n = 1; n <= 103; n++) {
      schedule = with(schedule, schedule.turn(MINUTES, late(n), true).then());
    }

    assertThat(schedule.progress().waiting()).hasSize(100).endsWith(minute(100));
    assertThat(schedule.progress().skipped()).isEqualTo(3);
    assertThat(schedule.progress().lastError()).contains("100");
  }

  @Test
  void with_replace_the_job_at_work_is_cancelled() {
    var turn = made(Overlap.REPLACE, Missed.LAST).turn(MINUTES, late(1), true);

    assertThat(turn.slot()).isEqualTo(minute(1));
    assertThat(turn.replacing()).isTrue();
    assertThat(made(Overlap.REPLACE, Missed.LAST).turn(MINUTES, late(1), false).replacing())
        .as("nothing to replace")
        .isFalse();
  }

  @Test
  void slots_that_nobody_was_there_for_are_dropped_or_the_last_one_or_all_are_made_up_for() {
    var turn = made(Overlap.SKIP, Missed.NONE).turn(MINUTES, late(7), false);
    assertThat(turn.slot()).as("in its minute").isEqualTo(minute(7));
    Instant night = NOON.plus(Duration.ofHours(9));
    Timetable hourly = moment -> MINUTES.after(moment).filter(slot -> slot.isBefore(minute(200)));
    assertThat(made(Overlap.SKIP, Missed.NONE).turn(hourly, night, false).slot())
        .as("missed")
        .isNull();

    assertThat(made(Overlap.SKIP, Missed.LAST).turn(hourly, night, false).slot())
        .isEqualTo(minute(199));

    var all = made(Overlap.QUEUE, Missed.ALL).turn(hourly, night, true);
    assertThat(all.then().waiting()).hasSize(100).startsWith(minute(100)).endsWith(minute(199));
    assertThat(all.then().nextAt()).isNull();
  }

  @Test
  void a_slot_that_can_make_no_job_is_told_and_the_next_one_comes() {
    var schedule = made(Overlap.SKIP, Missed.LAST);
    var turn = schedule.turn(MINUTES, late(1), false);

    var progress = schedule.failed(turn, "x".repeat(5000), late(1));

    assertThat(progress.failures()).isEqualTo(1);
    assertThat(progress.lastError()).hasSize(Progress.ERROR_MAX);
    assertThat(progress.lastErrorAt()).isEqualTo(late(1));
    assertThat(progress.lastAt()).isNull();
    assertThat(progress.nextAt()).isEqualTo(minute(2));
  }

  @Test
  void after_its_last_run_or_its_last_slot_it_has_ended() {
    var twice = made(new Timing("x", "UTC", null, null, 2, Overlap.QUEUE, Missed.ALL));
    for (int n = 1; n <= 2; n++) {
      assertThat(twice.state()).isEqualTo(State.ACTIVE);
      var turn = twice.turn(MINUTES, late(n), false);
      twice = with(twice, twice.made(turn, Objects.requireNonNull(turn.slot())));
    }
    assertThat(twice.state()).isEqualTo(State.ENDED);
    assertThat(twice.ahead(MINUTES, 5)).isEmpty();

    var brief = made(bounds(null, minute(2)));
    assertThat(brief.ahead(MINUTES, 5)).containsExactly(minute(1), minute(2));
    assertThat(brief.turn(MINUTES, late(2), false).then().nextAt()).isNull();
  }

  @Test
  void before_its_time_nothing_is_due() {
    var later = made(bounds(minute(10), null));

    assertThat(later.progress().nextAt()).as("the bound is in it").isEqualTo(minute(10));
    assertThat(later.turn(MINUTES, late(9), false).slot()).isNull();
  }

  @Test
  void one_that_would_never_make_a_job_is_refused() {
    var never = new Timing("x", "UTC", null, NOON, null, Overlap.SKIP, Missed.LAST);

    assertThat(Schedule.create(OID, terms(never), "mia", MINUTES, NOON).toString())
        .contains("/cron", "never");
    assertThat(made(Overlap.SKIP, Missed.LAST).edit(terms(never), BY, MINUTES, NOON).toString())
        .contains("/cron", "never");
  }

  @Test
  void what_comes_while_it_is_paused_makes_no_job() {
    var paused = made(Overlap.SKIP, Missed.ALL).pause(late(1));
    assertThat(paused.state()).isEqualTo(State.PAUSED);
    assertThat(paused.version()).isEqualTo(2);
    assertThat(paused.progress().nextAt()).isNull();
    assertThat(paused.turn(MINUTES, late(5), false).slot()).isNull();
    assertThat(paused.pause(late(2))).as("twice").isEqualTo(paused);

    var resumed = paused.resume(MINUTES, late(9));
    assertThat(resumed.progress().nextAt()).isEqualTo(minute(10));
    assertThat(resumed.resume(MINUTES, late(10))).as("twice").isEqualTo(resumed);
  }

  @Test
  void another_timing_begins_now_and_another_name_changes_no_slot() {
    var schedule = made(Overlap.QUEUE, Missed.LAST);
    schedule = with(schedule, schedule.turn(MINUTES, late(1), true).then());

    var renamed = done(schedule.edit(new Terms("n", schedule.timing(), JOB), BY, MINUTES, late(5)));
    assertThat(renamed.progress()).isEqualTo(schedule.progress());
    assertThat(renamed.version()).isEqualTo(2);

    var other = done(schedule.edit(terms(bounds(null, minute(99))), BY, MINUTES, late(5)));
    assertThat(other.progress().nextAt()).isEqualTo(minute(6));
    assertThat(other.progress().waiting()).isEmpty();
    assertThat(done(schedule.pause(late(5)).edit(other.terms(), BY, MINUTES, late(5))).progress())
        .as("paused")
        .extracting(Progress::nextAt)
        .isNull();
  }

  @Test
  void whoever_says_what_it_makes_is_whose_jobs_they_are() {
    var schedule = made(Overlap.SKIP, Missed.LAST);
    var renamed = new Terms("n", schedule.timing(), JOB);
    assertThat(done(schedule.edit(renamed, "office:bob", MINUTES, NOON)).submittedBy())
        .isEqualTo(BY);

    var job = new ScheduledJob("stream", "{}", JobOptions.DEFAULT);
    for (var timing : List.of(schedule.timing(), bounds(null, minute(99)))) {
      var edited = done(schedule.edit(new Terms("n", timing, job), "office:bob", MINUTES, late(5)));
      assertThat(edited.submittedBy()).isEqualTo("office:bob");
      assertThat(edited.jobNow(OID, late(5)).submittedBy()).isEqualTo("office:bob");
    }
  }

  @Test
  void fewer_runs_than_there_were_end_it() {
    var schedule = made(Overlap.SKIP, Missed.LAST);
    for (int n = 1; n <= 2; n++) {
      schedule = with(schedule, schedule.made(schedule.turn(MINUTES, late(n), false), minute(n)));
    }
    var two = new Timing("x", "UTC", null, null, 2, Overlap.SKIP, Missed.LAST);

    assertThat(done(schedule.edit(terms(two), BY, MINUTES, late(2))).state())
        .isEqualTo(State.ENDED);
  }

  @Test
  void the_job_of_a_slot_has_the_same_oid_whoever_makes_it_and_oids_are_in_order_of_time() {
    var schedule = made(Overlap.SKIP, Missed.LAST);
    var first = schedule.jobOf(minute(1), late(1));

    assertThat(schedule.jobOf(minute(1), late(2)).oid()).isEqualTo(first.oid());
    assertThat(first.oid().version()).isEqualTo(7);
    assertThat(first.oid().variant()).isEqualTo(2);
    assertThat(schedule.jobOf(minute(2), late(2)).oid().toString())
        .isGreaterThan(first.oid().toString());
    assertThat(first.submittedBy()).isEqualTo("office:mia");
    assertThat(first.ties().origin().orElseThrow().slot()).contains(minute(1));
    assertThat(schedule.jobNow(OID, NOON).ties().origin().orElseThrow().slot()).isEmpty();
  }

  @Test
  void one_whose_cron_nobody_understands_makes_no_more_jobs() {
    var lost = made(Overlap.SKIP, Missed.LAST).lost("what is that", late(1));

    assertThat(lost.nextAt()).isNull();
    assertThat(lost.lastError()).isEqualTo("what is that");
  }
}
