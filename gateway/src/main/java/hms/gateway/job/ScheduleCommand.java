package hms.gateway.job;

import hms.domain.Outcome;
import java.util.UUID;
import java.util.function.Function;

/** What can be asked of schedules. {@code seen} is the version that the caller saw. */
sealed interface ScheduleCommand {

  record Create(ScheduleBody said) implements ScheduleCommand {}

  /**
   * @param edit what is to hold, of what holds
   */
  record Edit(UUID schedule, long seen, Function<ScheduleBody, Outcome<ScheduleBody>> edit)
      implements ScheduleCommand {}

  /** One that is as wanted stays so. */
  record Switch(UUID schedule, boolean paused) implements ScheduleCommand {}

  /** A job of it now, whatever its cron says, and whether another one is at work. */
  record Trigger(UUID schedule) implements ScheduleCommand {}

  record Delete(UUID schedule, long seen) implements ScheduleCommand {}
}
