package hms.domain.operation;

import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Work that outlasts the call that asked for it. Whoever asked watches it, and may cancel it;
 * nobody else knows of it.
 *
 * @param kind what is done: {@code audit.verify}
 * @param parameters what was asked for, as the text of a JSON object
 * @param progress moves on without a new version
 * @param outcome the text of a JSON object: what came of it if it succeeded, the problem if it
 *     failed; null before
 * @param ended null before
 * @param expires until when what it made is kept; null before it ended
 */
public record Operation(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    String kind,
    Mandate mandate,
    String parameters,
    State state,
    Progress progress,
    @Nullable String outcome,
    @Nullable Instant started,
    @Nullable Instant ended,
    @Nullable Instant expires)
    implements Versioned {
  /** How long what an operation made is kept behind its end. */
  public static final Duration KEPT = Duration.ofHours(24);

  public static final Lifecycle<State, Command> LIFECYCLE = table();

  /** Where the work stands. */
  public enum State {
    WAITING,
    RUNNING,
    /** It was told to stop, and has not yet. */
    CANCELLING,
    SUCCEEDED,
    FAILED,
    CANCELLED
  }

  /** What moves an operation; all but asking and cancelling are done by the house. */
  public enum Command {
    ASK,
    START,
    /** Another node goes on with it: the one that ran it is gone. */
    TAKE_OVER,
    CANCEL,
    STOP,
    SUCCEED,
    FAIL
  }

  /**
   * How far it is, in whatever it counts.
   *
   * @param total how much there is to do; null if nobody knows
   */
  public record Progress(long done, @Nullable Long total) {
    public static final Progress NONE = new Progress(0, null);
  }

  public static Operation asked(
      UUID oid, String kind, Mandate mandate, String parameters, Instant now) {
    return new Operation(
        oid,
        1,
        now,
        now,
        kind,
        mandate,
        parameters,
        State.WAITING,
        Progress.NONE,
        null,
        null,
        null,
        null);
  }

  /** A node takes it up, for the first time or where another one left it. */
  public Outcome<Operation> takenUp(Instant now) {
    var command = state == State.WAITING ? Command.START : Command.TAKE_OVER;
    return LIFECYCLE
        .step(state, command)
        .map(next -> moved(next, null, started == null ? now : started, null, now));
  }

  /** Whoever asked does not want it any more; what runs stops as soon as it can. */
  public Outcome<Operation> cancel(Instant now) {
    return LIFECYCLE
        .step(state, Command.CANCEL)
        .map(next ->
            moved(next, null, started, next == State.CANCELLED ? changedAt(now) : null, now));
  }

  /** It has stopped, as it was told to. */
  public Outcome<Operation> stopped(Instant now) {
    return end(Command.STOP, null, now);
  }

  /**
   * It is done, whether it was told to stop or not.
   *
   * @param result the text of a JSON object
   */
  public Outcome<Operation> succeeded(String result, Instant now) {
    return end(Command.SUCCEED, result, now);
  }

  /**
   * It cannot be done.
   *
   * @param problem the text of a JSON object
   */
  public Outcome<Operation> failed(String problem, Instant now) {
    return end(Command.FAIL, problem, now);
  }

  public boolean hasEnded() {
    return ended != null;
  }

  /** May what it made still be had? */
  public boolean isKept(Instant now) {
    return expires == null || now.isBefore(expires);
  }

  private Outcome<Operation> end(Command command, @Nullable String text, Instant now) {
    return LIFECYCLE
        .step(state, command)
        .map(next -> moved(next, text, started, changedAt(now), now));
  }

  private Operation moved(
      State to,
      @Nullable String text,
      @Nullable Instant begun,
      @Nullable Instant over,
      Instant now) {
    return new Operation(
        oid,
        version + 1,
        created,
        changedAt(now),
        kind,
        mandate,
        parameters,
        to,
        progress,
        text,
        begun,
        over,
        over == null ? null : over.plus(KEPT));
  }

  private static Lifecycle<State, Command> table() {
    return Lifecycle.of("operation", State.class, Command.class)
        .born(Command.ASK, State.WAITING)
        .move(State.WAITING, Command.START, State.RUNNING)
        .move(State.WAITING, Command.CANCEL, State.CANCELLED)
        .move(State.RUNNING, Command.TAKE_OVER, State.RUNNING)
        .move(State.RUNNING, Command.CANCEL, State.CANCELLING)
        .move(State.CANCELLING, Command.STOP, State.CANCELLED)
        .move(List.of(State.RUNNING, State.CANCELLING), Command.SUCCEED, State.SUCCEEDED)
        .move(List.of(State.RUNNING, State.CANCELLING), Command.FAIL, State.FAILED)
        .build();
  }
}
