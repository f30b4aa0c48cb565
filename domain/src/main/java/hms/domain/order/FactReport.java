package hms.domain.order;

import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Owned;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something has happened that no edge allows: a parcel has left though its pieces were cancelled,
 * say. The fact stands; a person of the office settles what follows from it.
 *
 * @param details the refusal that the fact met
 * @param notice what was told, whole
 * @param settledBy who decided, and why
 */
public record FactReport(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    UUID workOrder,
    UUID artisan,
    ShipNotice notice,
    String details,
    State state,
    @Nullable String settledBy,
    @Nullable String text)
    implements Owned {

  /** What the office made of it. */
  public enum State {
    OPEN,
    CONFIRMED,
    DISMISSED
  }

  /** What the office may do. */
  public enum Command {
    CONFIRM,
    DISMISS
  }

  public static final Lifecycle<State, Command> LIFECYCLE =
      Lifecycle.of("fact-report", State.class, Command.class)
          .move(State.OPEN, Command.CONFIRM, State.CONFIRMED)
          .move(State.OPEN, Command.DISMISS, State.DISMISSED)
          .build();

  public static FactReport of(
      UUID oid, WorkOrder work, ShipNotice notice, String details, Instant now) {
    return new FactReport(
        oid, 1, now, now, work.oid(), work.artisan(), notice, details, State.OPEN, null, null);
  }

  public Outcome<FactReport> settle(Command command, String by, @Nullable String why, Instant now) {
    return LIFECYCLE
        .step(state, command)
        .map(to ->
            new FactReport(
                oid,
                version + 1,
                created,
                changedAt(now),
                workOrder,
                artisan,
                notice,
                details,
                to,
                by,
                why));
  }
}
