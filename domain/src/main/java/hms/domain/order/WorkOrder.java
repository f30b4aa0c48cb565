package hms.domain.order;

import hms.domain.Lifecycle;
import hms.domain.Money;
import hms.domain.Outcome;
import hms.domain.PostalAddress;
import hms.domain.Refusal;
import hms.domain.Versioned;
import hms.domain.order.UnitLedger.Edge;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One artisan's part of an order: the root of its lines, with one version and one lock.
 *
 * @param reference the order's number and a running one: 2026-00871-1
 * @param shipping this part's share of the order's, as are {@code discount} and {@code tax}
 * @param answerBy when the offer lapses
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
    Request request,
    Work work,
    @Nullable LocalDate promisedShipDate,
    List<OrderLine> lines)
    implements Versioned {

  /** What became of the question "will you make this?". */
  public enum Request {
    SENT,
    ACCEPTED,
    RECALLED
  }

  /** What answers or withdraws the question. */
  public enum RequestCommand {
    ACCEPT,
    RECALL
  }

  /** How far the work is. */
  public enum Work {
    OPEN,
    IN_PROGRESS,
    FULFILLED,
    CANCELLED
  }

  /** What moves the work. */
  public enum WorkCommand {
    SHIP_SOME,
    SHIP_LAST,
    CANCEL_LAST
  }

  public static final Lifecycle<Request, RequestCommand> NEGOTIATION =
      Lifecycle.of("work-order-request", Request.class, RequestCommand.class)
          .move(Request.SENT, RequestCommand.ACCEPT, Request.ACCEPTED)
          .move(Request.SENT, RequestCommand.RECALL, Request.RECALLED)
          .build();

  public static final Lifecycle<Work, WorkCommand> WORK =
      Lifecycle.of("work-order-work", Work.class, WorkCommand.class)
          .move(Work.OPEN, WorkCommand.SHIP_SOME, Work.IN_PROGRESS)
          .move(Work.OPEN, WorkCommand.SHIP_LAST, Work.FULFILLED)
          .move(Work.OPEN, WorkCommand.CANCEL_LAST, Work.CANCELLED)
          .move(Work.IN_PROGRESS, WorkCommand.SHIP_SOME, Work.IN_PROGRESS)
          .move(Work.IN_PROGRESS, WorkCommand.SHIP_LAST, Work.FULFILLED)
          .build();

  public WorkOrder {
    lines = List.copyOf(lines);
  }

  public UnitLedger units() {
    return UnitLedger.sum(lines.stream().map(OrderLine::units).toList());
  }

  /** Promises to make every pending piece by {@code promised}. */
  public Outcome<WorkOrder> accept(LocalDate promised, Instant now) {
    return NEGOTIATION
        .step(request, RequestCommand.ACCEPT)
        .map(to -> next(to, work, promised, pendingMovedBy(Edge.ACCEPT), now));
  }

  /** Records a parcel; shipping the last open piece completes the work order. */
  public Outcome<WorkOrder> ship(Shipment shipment, Instant now) {
    return moveParts(shipment.lines())
        .then(moved -> {
          boolean last = moved.stream().allMatch(line -> line.units().open() == 0);
          return WORK.step(work, last ? WorkCommand.SHIP_LAST : WorkCommand.SHIP_SOME)
              .map(next -> next(request, next, promisedShipDate, moved, now));
        });
  }

  /** Cancels every piece that nobody has accepted yet; what is accepted or shipped stays. */
  public Outcome<WorkOrder> cancelPending(Instant now) {
    return NEGOTIATION
        .step(request, RequestCommand.RECALL)
        .then(to -> WORK.step(work, WorkCommand.CANCEL_LAST).map(end -> recalled(to, end, now)));
  }

  public boolean accepted() {
    return request == Request.ACCEPTED;
  }

  private WorkOrder recalled(Request to, Work end, Instant now) {
    return next(to, end, promisedShipDate, pendingMovedBy(Edge.CANCEL), now);
  }

  private List<OrderLine> pendingMovedBy(Edge edge) {
    return lines.stream().map(line -> line.moveAll(edge)).toList();
  }

  private Outcome<List<OrderLine>> moveParts(List<Shipment.Part> parts) {
    var moved = new ArrayList<>(lines);
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      int at = indexOf(part.line());
      if (at < 0) {
        String detail = "work order " + reference + " has no line " + part.line();
        return Outcome.refused(Refusal.Invalid.of("/lines/" + i + "/line", "unknown", detail));
      }
      switch (moved.get(at).move(Edge.SHIP, part.units())) {
        case Outcome.Done<OrderLine>(var line) -> moved.set(at, line);
        case Outcome.Refused<OrderLine>(var why) -> {
          return Outcome.refused(why);
        }
      }
    }
    return Outcome.done(moved);
  }

  private int indexOf(UUID line) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).oid().equals(line)) return i;
    }
    return -1;
  }

  private WorkOrder next(
      Request nextRequest,
      Work nextWork,
      @Nullable LocalDate promised,
      List<OrderLine> moved,
      Instant now) {
    return new WorkOrder(
        oid,
        version + 1,
        created,
        changedAt(now),
        order,
        artisan,
        reference,
        shipToName,
        shipTo,
        note,
        items,
        discount,
        shipping,
        tax,
        answerBy,
        nextRequest,
        nextWork,
        promised,
        moved);
  }
}
