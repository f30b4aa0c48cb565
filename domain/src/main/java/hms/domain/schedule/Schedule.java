package hms.domain.schedule;

import hms.domain.Outcome;
import hms.domain.Refusal.Invalid;
import hms.domain.Sha256;
import hms.domain.Versioned;
import hms.domain.job.Job;
import hms.domain.job.JobOrigin;
import hms.domain.job.JobTerms;
import hms.domain.job.JobTies;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A job that is made again and again, by the clock.
 *
 * @param name what people call it; no other schedule has it
 * @param submittedBy whose jobs they are: name of the actor who said what it makes
 * @param paused no slot makes a job
 */
public record Schedule(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    String name,
    Timing timing,
    ScheduledJob job,
    String submittedBy,
    boolean paused,
    Progress progress)
    implements Versioned {
  /** A slot that is later than this was missed. */
  static final Duration GRACE = Duration.ofMinutes(1);

  private static final String NO_ROOM =
      "there was no room for its job within a minute, and missed slots are not made up for";

  /** Slots that are made up for at once. */
  static final int MISSED_MAX = 100;

  /** Whether it will make jobs. */
  public enum State {
    ACTIVE,
    PAUSED,
    /** No slot is left. */
    ENDED
  }

  /** What people say of it, checked. */
  public record Terms(String name, Timing timing, ScheduledJob job) {}

  /** Errors: Invalid at {@code /cron}, if it would never make a job. */
  public static Outcome<Schedule> create(
      UUID oid, Terms terms, String by, Timetable cron, Instant now) {
    return first(terms.timing(), cron, now)
        .map(slot ->
            new Schedule(
                oid,
                1,
                now,
                now,
                terms.name(),
                terms.timing(),
                terms.job(),
                by,
                false,
                Progress.begin(slot)));
  }

  public Terms terms() {
    return new Terms(name, timing, job);
  }

  public State state() {
    if (paused) return State.PAUSED;
    return progress.nextAt() == null && progress.waiting().isEmpty() ? State.ENDED : State.ACTIVE;
  }

  /**
   * The same otherwise. Another timing begins now: what waited is dropped. Jobs may read what is
   * their submitter's alone: another job is the editor's. Errors: as {@link #create}.
   */
  public Outcome<Schedule> edit(Terms wanted, String by, Timetable cron, Instant now) {
    if (wanted.equals(terms())) return Outcome.done(this);
    var its = wanted.job().equals(job) ? this : with(by, progress);
    if (wanted.timing().equals(timing)) {
      return Outcome.done(its.next(wanted, paused, progress, now));
    }
    return first(wanted.timing(), cron, now)
        .map(slot -> its.next(wanted, paused, progress.from(paused ? null : slot), now))
        .map(edited -> edited.unlessExhausted());
  }

  /** One that is paused stays so. What waited is dropped. */
  public Schedule pause(Instant now) {
    return paused ? this : next(terms(), true, progress.from(null), now);
  }

  /** Goes on with the next slot: those of the meantime make no jobs. */
  public Schedule resume(Timetable cron, Instant now) {
    if (!paused) return this;
    var slot = timing.next(cron, now).orElse(null);
    return next(terms(), false, progress.from(slot), now).unlessExhausted();
  }

  /** Somebody wants a job of it now: nothing of it is another, but it is written down. */
  public Schedule triggered(Instant now) {
    return next(terms(), paused, progress, now);
  }

  /** The next slots, of one that is not paused. */
  public List<Instant> ahead(Timetable cron, int most) {
    Instant next = progress.nextAt();
    if (next == null) return List.of();
    long left = timing.maxRuns() == null ? most : timing.maxRuns() - progress.runs();
    return timing.within(cron).next(next.minusNanos(1), (int) Math.min(most, left));
  }

  /**
   * What is to be done now.
   *
   * @param busy a job of it has not ended
   */
  public Turn turn(Timetable cron, Instant now, boolean busy) {
    var due = due(cron, now);
    var looked = progress.nextAt() == null ? progress : looked(cron, now);
    return switch (timing.overlap()) {
      case SKIP ->
          due.isEmpty() || busy
              ? new Turn(null, false, looked.skipping(due.size()))
              : new Turn(due.getFirst(), false, looked.skipping(due.size() - 1));
      case QUEUE -> inTurn(looked.queueing(due, now), busy);
      case REPLACE ->
          due.isEmpty()
              ? new Turn(null, false, looked)
              : new Turn(due.getLast(), busy, looked.skipping(due.size() - 1));
    };
  }

  /** How far it is once the slot of a turn has made a job. */
  public Progress made(Turn turn, Instant slot) {
    var done = turn.then().made(slot);
    return timing.exhausted(done.runs()) ? done.from(null) : done;
  }

  /** How far it is once the slot of a turn could make none. */
  public Progress failed(Turn turn, String why, Instant now) {
    return turn.then().failed(why, now);
  }

  /**
   * How far it is while there is no room for the job of a turn: the slot stays due, and is made up
   * for as one at which nobody was there.
   */
  public Progress postponed(Turn turn, Instant slot, String why, Instant now) {
    return switch (timing.overlap()) {
      case SKIP, REPLACE -> progress.saying(why, now);
      case QUEUE -> turn.then().waitingAgain(slot).saying(why, now);
    };
  }

  /** How far one is whose cron nobody understands any more: it has no slots. */
  public Progress lost(String why, Instant now) {
    return progress.from(null).failed(why, now);
  }

  /** The job of a slot; its oid follows from the slot, and is in the order of time (UUIDv7). */
  public Job jobOf(Instant slot, Instant now) {
    byte[] lot = Sha256.of(oid + "/" + slot);
    var bits = ByteBuffer.wrap(lot);
    long high = slot.toEpochMilli() << 16 | 0x7000 | bits.getLong() & 0xFFF;
    long low = bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return job(new UUID(high, low), Optional.of(slot), now);
  }

  /** A job of it out of turn. */
  public Job jobNow(UUID its, Instant now) {
    return job(its, Optional.empty(), now);
  }

  private Job job(UUID its, Optional<Instant> slot, Instant now) {
    var ties = JobTies.of(new JobOrigin(oid, slot));
    var terms = JobTerms.of(job.type(), job.parameters()).with(job.options()).with(ties);
    return Job.queued(its, terms, submittedBy, now);
  }

  private static Turn inTurn(Progress queued, boolean busy) {
    return busy || queued.waiting().isEmpty()
        ? new Turn(null, false, queued)
        : new Turn(queued.waiting().getFirst(), false, queued.served());
  }

  /** The slots that have come, as far as they still count, ascending. */
  private List<Instant> due(Timetable cron, Instant now) {
    Instant first = progress.nextAt();
    if (paused || first == null || first.isAfter(now)) return List.of();
    var slots = timing.within(cron);
    return switch (timing.missed()) {
      case ALL -> slots.latest(first, now, MISSED_MAX);
      case LAST -> slots.latest(first, now, 1);
      case NONE ->
          slots.latest(first, now, 1).stream()
              .filter(slot -> slot.isAfter(now.minus(GRACE)))
              .toList();
    };
  }

  private Progress looked(Timetable cron, Instant now) {
    Instant first = progress.nextAt();
    if (first == null || first.isAfter(now)) return progress;
    var next = progress.upTo(timing.next(cron, now).orElse(null));
    return outwaited(first, now) ? next.failed(NO_ROOM, now) : next;
  }

  /** A slot that waited for room until it was one that nobody makes up for. */
  private boolean outwaited(Instant slot, Instant now) {
    Instant told = progress.lastErrorAt();
    return timing.missed() == Missed.NONE
        && timing.overlap() != Overlap.QUEUE
        && told != null
        && !told.isBefore(slot)
        && !slot.isAfter(now.minus(GRACE));
  }

  private static Outcome<Instant> first(Timing timing, Timetable cron, Instant now) {
    return timing
        .next(cron, now)
        .map(Outcome::done)
        .orElseGet(() ->
            Outcome.refused(
                Invalid.of("/cron", "never", "expected one that fires within the bounds")));
  }

  private Schedule unlessExhausted() {
    return timing.exhausted(progress.runs()) ? with(submittedBy, progress.from(null)) : this;
  }

  private Schedule with(String by, Progress other) {
    return new Schedule(oid, version, created, modified, name, timing, job, by, paused, other);
  }

  private Schedule next(Terms terms, boolean pausedNow, Progress then, Instant now) {
    return new Schedule(
        oid,
        version + 1,
        created,
        changedAt(now),
        terms.name(),
        terms.timing(),
        terms.job(),
        submittedBy,
        pausedNow,
        then);
  }
}
