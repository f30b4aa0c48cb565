package hms.storage.stall;

import hms.domain.Money;
import hms.domain.Outcome;
import hms.domain.Owned;
import hms.domain.Rules;
import hms.domain.order.LineUnits;
import hms.domain.order.OrderLine;
import hms.domain.order.WorkOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A work order as its artisan may see it, with what the app itself knows of it. It is not a {@link
 * WorkOrder}: the order behind it is nobody's business here, and the street comes late.
 *
 * @param told what the office has said last
 * @param parcels what was sent off, the first one first
 * @param asked pieces that are to be cancelled, until that is answered; null if none are
 */
public record WorkSheet(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    UUID artisan,
    Told told,
    List<Parcel> parcels,
    @Nullable Asked asked)
    implements Owned {
  private static final Set<WorkOrder.Work> ENDED =
      Set.of(WorkOrder.Work.FULFILLED, WorkOrder.Work.CLOSED_SHORT, WorkOrder.Work.CANCELLED);

  /** No parcel may come from elsewhere than the list. */
  public WorkSheet {
    parcels = List.copyOf(parcels);
  }

  /**
   * The members of {@code work_order.sent} and {@code .changed} that the app keeps.
   *
   * @param answerBy when the offer lapses
   * @param items this part's share of the order's, as are the other amounts
   */
  public record Told(
      String reference,
      String shipToName,
      Address shipTo,
      @Nullable String note,
      Money items,
      Money discount,
      Money shipping,
      Money tax,
      Instant answerBy,
      int round,
      WorkOrder.Request requestState,
      WorkOrder.Work workState,
      @Nullable LocalDate promisedShipDate,
      @Nullable String reason,
      List<OrderLine> lines) {
    public Told {
      lines = List.copyOf(lines);
    }
  }

  /** Where the parcels go; the street is told to who has accepted. */
  public record Address(
      @Nullable String streetAddress,
      @Nullable String buildingAddress,
      String city,
      @Nullable String region,
      @Nullable String postalCode,
      String country) {}

  /** What is known of a parcel of one's own. */
  public enum Way {
    SHIPPED,
    DELIVERED,
    VOIDED
  }

  /** A parcel, as it was reported. */
  public record Parcel(
      UUID shipment,
      List<LineUnits> lines,
      String carrier,
      @Nullable String tracking,
      Instant shippedAt,
      Way way) {
    public Parcel {
      lines = List.copyOf(lines);
    }

    /** The same, further on. */
    public Parcel now(Way next) {
      return new Parcel(shipment, lines, carrier, tracking, shippedAt, next);
    }
  }

  /**
   * A request to cancel accepted pieces.
   *
   * @param answerBy silence answers then
   */
  public record Asked(UUID request, List<LineUnits> lines, String reason, Instant answerBy) {
    public Asked {
      lines = List.copyOf(lines);
    }
  }

  /** Nothing is left to be done or answered. */
  public boolean archived() {
    return asked == null
        && (ENDED.contains(told.workState())
            || told.lines().stream().allMatch(line -> line.units().open() == 0));
  }

  /** The next version; this one if nothing is new. */
  public WorkSheet with(Told next, List<Parcel> sent, @Nullable Asked request, Instant now) {
    var after =
        new WorkSheet(oid, version + 1, created, changedAt(now), artisan, next, sent, request);
    boolean same = next.equals(told) && after.parcels.equals(parcels);
    return same && Objects.equals(request, asked) ? this : after;
  }

  /** Errors: Invalid, with all that is wrong. */
  public Outcome<WorkSheet> checked() {
    var rules = new Rules();
    rules.that(!told.lines().isEmpty(), "/told/lines", "empty", "expected a line or more");
    rules.that(told.round() >= 1, "/told/round", "range", "expected 1 or more");
    return rules.broken() ? rules.refused() : Outcome.done(this);
  }
}
