package hms.domain.order;

import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Owned;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A parcel that left an artisan.
 *
 * @param carrier who carries it, or {@code by_hand}
 * @param shippedAt when it happened, by the artisan's word
 * @param trackingStatus what the carrier last told: data, no state of ours
 * @param trackedAt the carrier's time of it; the latest wins
 */
public record Shipment(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    UUID workOrder,
    UUID artisan,
    List<LineUnits> lines,
    String carrier,
    @Nullable String tracking,
    Instant shippedAt,
    State state,
    TrackingStatus trackingStatus,
    @Nullable Instant trackedAt)
    implements Owned {

  /** Where the parcel is, as far as it moves units. */
  public enum State {
    SHIPPED,
    DELIVERED,
    LOST,
    /** Reported by mistake: it never left. */
    VOIDED
  }

  /** What happens to a parcel. */
  public enum Command {
    DELIVER,
    LOSE,
    VOID
  }

  /** The words of carriers, brought down to eight. */
  public enum TrackingStatus {
    UNKNOWN,
    PRE_TRANSIT,
    IN_TRANSIT,
    OUT_FOR_DELIVERY,
    AVAILABLE_FOR_PICKUP,
    DELIVERED,
    EXCEPTION,
    RETURNED
  }

  public static final Lifecycle<State, Command> LIFECYCLE =
      Lifecycle.of("shipment", State.class, Command.class)
          .move(State.SHIPPED, Command.DELIVER, State.DELIVERED)
          .move(State.SHIPPED, Command.LOSE, State.LOST)
          .move(State.SHIPPED, Command.VOID, State.VOIDED)
          .move(State.LOST, Command.DELIVER, State.DELIVERED)
          .build();

  public Shipment {
    lines = List.copyOf(lines);
  }

  /** The parcel that an artisan has told of. */
  public static Shipment told(ShipNotice notice, WorkOrder of, Instant now) {
    return new Shipment(
        notice.shipment(),
        1,
        now,
        now,
        of.oid(),
        of.artisan(),
        notice.lines(),
        notice.carrier(),
        notice.tracking(),
        notice.shippedAt(),
        State.SHIPPED,
        TrackingStatus.UNKNOWN,
        null);
  }

  public Outcome<Shipment> perform(Command command, Instant now) {
    return LIFECYCLE.step(state, command).map(next -> with(next, trackingStatus, trackedAt, now));
  }

  /** Takes over what a carrier tells, unless something later is known. */
  public Outcome<Shipment> track(TrackingStatus status, Instant at, Instant now) {
    boolean old = trackedAt != null && !at.isAfter(trackedAt);
    return Outcome.done(old ? this : with(state, status, at, now));
  }

  private Shipment with(State next, TrackingStatus status, @Nullable Instant at, Instant now) {
    return new Shipment(
        oid,
        version + 1,
        created,
        changedAt(now),
        workOrder,
        artisan,
        lines,
        carrier,
        tracking,
        shippedAt,
        next,
        status,
        at);
  }
}
