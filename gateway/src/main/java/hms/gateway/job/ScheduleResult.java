package hms.gateway.job;

import hms.domain.schedule.Schedule;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What comes of a command about a schedule.
 *
 * @param job that was made now; null if none was
 */
record ScheduleResult(Schedule schedule, @Nullable UUID job) {

  static ScheduleResult of(Schedule schedule) {
    return new ScheduleResult(schedule, null);
  }
}
