package hms.domain.schedule;

import static hms.domain.schedule.TimetableTest.MINUTES;
import static hms.domain.schedule.TimetableTest.NOON;
import static hms.domain.schedule.TimetableTest.minute;

import hms.domain.Outcome;
import hms.domain.job.JobOptions;
import hms.domain.schedule.Schedule.Terms;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Schedules made at noon whose slots come each minute. */
final class TestSchedules {
  static final UUID OID = UUID.fromString("018f2f3a-7b7c-7000-8000-000000000001");
  static final String BY = "office:mia";
  static final ScheduledJob JOB = new ScheduledJob("noop", "{}", JobOptions.DEFAULT);

  private TestSchedules() {}

  static Instant late(int minute) {
    return minute(minute).plusSeconds(1);
  }

  static Timing bounds(@Nullable Instant from, @Nullable Instant to) {
    return new Timing("x", "UTC", from, to, null, Overlap.SKIP, Missed.LAST);
  }

  static Schedule made(Overlap overlap, Missed missed) {
    return made(new Timing("x", "UTC", null, null, null, overlap, missed));
  }

  static Schedule made(Timing timing) {
    return done(Schedule.create(OID, terms(timing), BY, MINUTES, NOON));
  }

  static Terms terms(Timing timing) {
    return new Terms("nightly", timing, JOB);
  }

  static Schedule done(Outcome<Schedule> outcome) {
    return outcome.orThrow();
  }

  static Schedule with(Schedule s, Progress progress) {
    return new Schedule(
        s.oid(),
        s.version(),
        s.created(),
        s.modified(),
        s.name(),
        s.timing(),
        s.job(),
        s.submittedBy(),
        s.paused(),
        progress);
  }
}
