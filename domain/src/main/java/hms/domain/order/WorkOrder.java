package hms.domain.order;

import hms.domain.Lifecycle;
import hms.domain.Money;
import hms.domain.Owned;
import hms.domain.PostalAddress;
import hms.domain.order.UnitLedger.Bucket;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One artisan's part of an order: the root of its lines, shipments and cancel requests, with one
 * version and one lock. {@link Negotiation}, {@link Workshop} and {@link Aftermath} decide.
 *
 * @param reference the order's number and a running one: 2026-00871-1
 * @param shipping this part's share of the order's, as are {@code discount} and {@code tax}
 * @param answerBy when the offer lapses
 * @param round how often it has been offered, from 1
 * @param hold there if and only if the work is on hold
 * @param reason why it was last rejected, held, cut short or given up
 */
public record WorkOrder(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    UUID order,
    UUID artisan,
    String reference,
    String shipToName,
    PostalAddress shipTo,
    @Nullable String note,
    Money items,
    Money discount,
    Money shipping,
    Money tax,
    Instant answerBy,
    int round,
    Request request,
    Work work,
    @Nullable Hold hold,
    @Nullable LocalDate promisedShipDate,
    @Nullable String reason,
    List<OrderLine> lines)
    implements Owned {

  /** What became of the question "will you make this?". */
  public enum Request {
    SENT,
    RECEIVED,
    ACCEPTED,
    PART_ACCEPTED,
    REJECTED,
    EXPIRED,
    RECALLED
  }

  /** What answers or withdraws the question. */
  public enum RequestCommand {
    RECEIPT,
    ACCEPT,
    ACCEPT_PART,
    REJECT,
    EXPIRE,
    RECALL,
    OFFER_AGAIN,
    REROUTE,
    GIVE_UP
  }

  /** How far the work is. */
  public enum Work {
    OPEN,
    IN_PROGRESS,
    ON_HOLD,
    FULFILLED,
    CLOSED_SHORT,
    CANCELLED
  }

  /** What moves the work. The last open piece fulfils, cuts short or cancels it. */
  public enum WorkCommand {
    START,
    HOLD,
    RELEASE,
    RELEASE_STARTED,
    SHIP,
    FULFIL,
    CUT_SHORT,
    CANCEL,
    REOPEN,
    REOPEN_STARTED
  }

  /** Who has put it on hold: an artisan's hold the office may lift, the office's only itself. */
  public enum Side {
    ARTISAN,
    OFFICE
  }

  /**
   * @param from the state that a release goes back to
   */
  public record Hold(Work from, Side by) {}

  public static final Lifecycle<Request, RequestCommand> NEGOTIATION = negotiationTable();
  public static final Lifecycle<Work, WorkCommand> WORK = workTable();
  private static final Set<Request> UNANSWERED = Set.of(Request.SENT, Request.RECEIVED);
  private static final Set<Work> ENDED = Set.of(Work.FULFILLED, Work.CLOSED_SHORT, Work.CANCELLED);

  public WorkOrder {
    lines = List.copyOf(lines);
    if ((work == Work.ON_HOLD) != (hold != null)) {
      throw new IllegalArgumentException("work is " + work + ", hold is " + hold);
    }
  }

  public UnitLedger units() {
    return UnitLedger.sum(lines.stream().map(OrderLine::units).toList());
  }

  public Optional<OrderLine> line(UUID line) {
    return lines.stream().filter(each -> each.oid().equals(line)).findFirst();
  }

  /** Nobody has answered yet whether it will be made. */
  public boolean unanswered() {
    return UNANSWERED.contains(request);
  }

  /** The artisan has promised some of it, and so may know the street. */
  public boolean accepted() {
    return request == Request.ACCEPTED || request == Request.PART_ACCEPTED;
  }

  /** Nothing is left to be made. */
  public boolean ended() {
    return ENDED.contains(work);
  }

  public boolean has(Bucket bucket) {
    return units().in(bucket) > 0;
  }

  /** What is to be paid back so far, with the shipping of a parcel that will never be. */
  public Money refundDue() {
    var units = units();
    boolean never = units.in(Bucket.REJECTED) + units.in(Bucket.CANCELLED) == units.quantity();
    return lines.stream()
        .map(OrderLine::refundDue)
        .reduce(never ? shipping : Money.zero(shipping.currency()), Money::plus);
  }

  /** Forgets who bought it, as its order does. */
  public Worked erase(Instant now) {
    var erased =
        new WorkOrder(
            oid,
            version + 1,
            created,
            changedAt(now),
            order,
            artisan,
            reference,
            PostalAddress.ERASED,
            shipTo.erased(),
            null,
            items,
            discount,
            shipping,
            tax,
            answerBy,
            round,
            request,
            work,
            hold,
            promisedShipDate,
            reason,
            lines);
    return new Worked(erased, List.of());
  }

  private static Lifecycle<Request, RequestCommand> negotiationTable() {
    var open = List.of(Request.SENT, Request.RECEIVED);
    var lost = List.of(Request.REJECTED, Request.EXPIRED);
    return Lifecycle.of("work-order-request", Request.class, RequestCommand.class)
        .move(Request.SENT, RequestCommand.RECEIPT, Request.RECEIVED)
        .move(open, RequestCommand.ACCEPT, Request.ACCEPTED)
        .move(open, RequestCommand.ACCEPT_PART, Request.PART_ACCEPTED)
        .move(open, RequestCommand.REJECT, Request.REJECTED)
        .move(open, RequestCommand.EXPIRE, Request.EXPIRED)
        .move(open, RequestCommand.RECALL, Request.RECALLED)
        .move(lost, RequestCommand.OFFER_AGAIN, Request.SENT)
        .stay(lost, RequestCommand.REROUTE)
        .stay(List.of(Request.PART_ACCEPTED), RequestCommand.REROUTE)
        .stay(lost, RequestCommand.GIVE_UP)
        .stay(List.of(Request.ACCEPTED, Request.PART_ACCEPTED), RequestCommand.GIVE_UP)
        .build();
  }

  private static Lifecycle<Work, WorkCommand> workTable() {
    var fresh = List.of(Work.OPEN, Work.IN_PROGRESS);
    var begun = List.of(Work.IN_PROGRESS, Work.ON_HOLD);
    var open = List.of(Work.OPEN, Work.IN_PROGRESS, Work.ON_HOLD);
    var left = List.of(Work.FULFILLED, Work.CLOSED_SHORT);
    return Lifecycle.of("work-order-work", Work.class, WorkCommand.class)
        .move(Work.OPEN, WorkCommand.START, Work.IN_PROGRESS)
        .move(fresh, WorkCommand.HOLD, Work.ON_HOLD)
        .move(Work.ON_HOLD, WorkCommand.RELEASE, Work.OPEN)
        .move(Work.ON_HOLD, WorkCommand.RELEASE_STARTED, Work.IN_PROGRESS)
        .move(open, WorkCommand.SHIP, Work.IN_PROGRESS)
        .move(open, WorkCommand.CANCEL, Work.CANCELLED)
        .move(begun, WorkCommand.FULFIL, Work.FULFILLED)
        .move(begun, WorkCommand.CUT_SHORT, Work.CLOSED_SHORT)
        .move(left, WorkCommand.REOPEN, Work.OPEN)
        .move(left, WorkCommand.REOPEN_STARTED, Work.IN_PROGRESS)
        .move(Work.CANCELLED, WorkCommand.REOPEN, Work.OPEN)
        .move(Work.CANCELLED, WorkCommand.FULFIL, Work.FULFILLED)
        .build();
  }
}
