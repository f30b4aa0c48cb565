package hms.domain.schedule;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a schedule makes jobs.
 *
 * @param cron minute, hour, day of the month, month, day of the week
 * @param zone whose clock that is: {@code Europe/Berlin}
 * @param notBefore no slot is earlier; null: from now on
 * @param notAfter no slot is later; null: for ever
 * @param maxRuns so many slots make a job; null: as many as come
 */
public record Timing(
    String cron,
    String zone,
    @Nullable Instant notBefore,
    @Nullable Instant notAfter,
    @Nullable Integer maxRuns,
    Overlap overlap,
    Missed missed) {

  /** What a cron says, within these bounds. */
  Timetable within(Timetable cron) {
    return moment ->
        cron.after(behind(moment)).filter(slot -> notAfter == null || !slot.isAfter(notAfter));
  }

  /** The first slot behind a moment that is within its bounds. */
  public Optional<Instant> next(Timetable cron, Instant moment) {
    return within(cron).after(moment);
  }

  /** No more jobs than these? */
  boolean exhausted(long runs) {
    return maxRuns != null && runs >= maxRuns;
  }

  private Instant behind(Instant moment) {
    return notBefore == null || !moment.isBefore(notBefore)
        ? moment
        : Objects.requireNonNull(notBefore).minusNanos(1);
  }
}
