package hms.domain.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a schedule is. No part of its version: firing is not a change of it.
 *
 * @param nextAt the first slot that nobody has looked at; null if it is paused, or there is none
 * @param lastAt the last slot that has made a job; null if none has
 * @param runs slots that have made a job
 * @param skipped slots that came while a job was at work, and made none
 * @param failures slots that could make no job
 * @param waiting slots whose turn comes when the job before has ended, ascending
 * @param lastError why a slot last made no job, or none yet; null if that never happened
 * @param lastErrorAt when that was
 */
public record Progress(
    @Nullable Instant nextAt,
    @Nullable Instant lastAt,
    long runs,
    long skipped,
    long failures,
    List<Instant> waiting,
    @Nullable String lastError,
    @Nullable Instant lastErrorAt) {
  /** Slots of a schedule that wait. */
  public static final int WAITING_MAX = 100;

  /** Characters of an error that are kept. */
  public static final int ERROR_MAX = 1000;

  public Progress {
    waiting = List.copyOf(waiting);
    if (waiting.size() > WAITING_MAX) {
      throw new IllegalArgumentException("more than %d slots wait".formatted(WAITING_MAX));
    }
  }

  static Progress begin(@Nullable Instant nextAt) {
    return new Progress(nextAt, null, 0, 0, 0, List.of(), null, null);
  }

  /** It goes on with this slot; nobody waits any more. */
  Progress from(@Nullable Instant slot) {
    return new Progress(slot, lastAt, runs, skipped, failures, List.of(), lastError, lastErrorAt);
  }

  /** All slots before this one are looked at. */
  Progress upTo(@Nullable Instant slot) {
    return new Progress(slot, lastAt, runs, skipped, failures, waiting, lastError, lastErrorAt);
  }

  Progress skipping(int slots) {
    return new Progress(
        nextAt, lastAt, runs, skipped + slots, failures, waiting, lastError, lastErrorAt);
  }

  /** These wait too; those for which there is no place are skipped. */
  Progress queueing(List<Instant> slots, Instant now) {
    var all = new ArrayList<>(waiting);
    all.addAll(slots);
    int over = Math.max(0, all.size() - WAITING_MAX);
    var kept = all.subList(0, all.size() - over);
    var next =
        new Progress(nextAt, lastAt, runs, skipped + over, failures, kept, lastError, lastErrorAt);
    return over == 0 ? next : next.saying(WAITING_MAX + " slots wait already", now);
  }

  /** This slot has not had its turn after all, and is the first of those that wait. */
  Progress waitingAgain(Instant slot) {
    var all = new ArrayList<>(List.of(slot));
    all.addAll(waiting);
    return new Progress(nextAt, lastAt, runs, skipped, failures, all, lastError, lastErrorAt);
  }

  /** The first of those that wait has had its turn. */
  Progress served() {
    var rest = waiting.subList(1, waiting.size());
    return new Progress(nextAt, lastAt, runs, skipped, failures, rest, lastError, lastErrorAt);
  }

  Progress made(Instant slot) {
    return new Progress(nextAt, slot, runs + 1, skipped, failures, waiting, lastError, lastErrorAt);
  }

  Progress failed(String why, Instant now) {
    return new Progress(
            nextAt, lastAt, runs, skipped, failures + 1, waiting, lastError, lastErrorAt)
        .saying(why, now);
  }

  Progress saying(String why, Instant now) {
    String kept = why.substring(0, Math.min(why.length(), ERROR_MAX));
    return new Progress(nextAt, lastAt, runs, skipped, failures, waiting, kept, now);
  }
}
