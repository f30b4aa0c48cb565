package hms.domain.order;

import hms.domain.Lifecycle;
import hms.domain.Money;
import hms.domain.Outcome;
import hms.domain.PostalAddress;
import hms.domain.Refusal;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.UnitLedger.Edge;
import hms.domain.order.WorkOrder.RequestCommand;
import hms.domain.order.WorkOrder.Side;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What becomes of pieces after they have left, or after nobody made them. */
public final class Aftermath {
  /** How long an artisan may take back that a parcel has left. */
  public static final Duration VOID_WITHIN = Duration.ofHours(1);

  private Aftermath() {}

  /** The parcel arrived, lost ones too. */
  public static Outcome<Worked> deliver(WorkOrder work, Shipment parcel, Instant now) {
    var edge = parcel.state() == Shipment.State.LOST ? Edge.FIND : Edge.DELIVER;
    return moved(work, parcel.lines(), edge, false, now);
  }

  public static Outcome<Worked> lose(WorkOrder work, Shipment parcel, Instant now) {
    return moved(work, parcel.lines(), Edge.LOSE, false, now);
  }

  /** It never left. An artisan says so within an hour; later only the office does. */
  public static Outcome<Worked> takeBack(WorkOrder work, Shipment parcel, Side by, Instant now) {
    boolean late = now.isAfter(parcel.created().plus(VOID_WITHIN));
    return by == Side.ARTISAN && late
        ? Outcome.refused(
            LineUnits.wrong(
                Lifecycle.word(parcel.state()),
                "void",
                "too-late",
                "it was told more than an hour ago; ask the office"))
        : moved(work, parcel.lines(), Edge.VOID, false, now);
  }

  /**
   * Pieces came back: delivered ones first, then those that never arrived.
   *
   * @param refunded the customer gets the money back
   * @param resellable they go back into the stock
   */
  public static Outcome<Worked> comeBack(
      WorkOrder work, List<LineUnits> lines, boolean refunded, boolean resellable, Instant now) {
    return LineUnits.of(work, lines)
        .then(known -> {
          var edit = new WorkOrderEdit(work);
          for (var each : known) {
            int delivered = Math.min(each.units(), edit.in(each.position(work), Bucket.DELIVERED));
            int rest = each.units() - delivered;
            var first = refunded ? Edge.REFUND : Edge.RETURN;
            var second = refunded ? Edge.REFUND_UNDELIVERED : Edge.RETURN_UNDELIVERED;
            edit.move(each.position(work), first, delivered, resellable);
            if (rest == 0) continue;
            var undelivered = List.of(new LineUnits(each.line(), rest));
            if (edit.moveEach(undelivered, second, resellable)
                instanceof Outcome.Refused<WorkOrderEdit>(var why)) {
              return Outcome.refused(why);
            }
          }
          return Outcome.done(edit.done(now));
        });
  }

  /**
   * A reported parcel is true after all: its pieces have left, whatever they were thought to be.
   * Taken are accepted, pending, undecided, rejected, then cancelled ones.
   */
  public static Outcome<Worked> confirm(WorkOrder work, ShipNotice notice, Instant now) {
    return LineUnits.of(work, notice.lines())
        .then(lines -> {
          var edit = new WorkOrderEdit(work);
          for (var each : lines) {
            int left = each.units() - confirm(edit, each.position(work), each.units());
            if (left > 0) return Outcome.refused(gone(work, each, left));
          }
          return Outcome.done(edit.shipping().done(now));
        });
  }

  /** Undecided pieces go to another artisan's product, with the shares that belong to them. */
  public static Outcome<Rerouted> reroute(
      WorkOrder work, LineUnits wanted, Destination to, Instant now) {
    return Negotiation.undecided(work, RequestCommand.REROUTE)
        .then(same -> LineUnits.of(work, List.of(wanted)))
        .then(known -> {
          int at = wanted.position(work);
          var line = work.lines().get(at);
          return line.without(wanted.units())
              .map(less -> {
                var offer = offer(work, line, wanted.units(), to, now);
                var rest = new WorkOrderEdit(work).handOver(at, wanted.units(), offer).done(now);
                return new Rerouted(rest, offer);
              });
        });
  }

  /** The new address, for an artisan who has not shipped anything. */
  public static Outcome<Worked> correctAddress(
      WorkOrder work, String name, PostalAddress address, Instant now) {
    return Outcome.done(new WorkOrderEdit(work).shipTo(name, address).done(now));
  }

  /**
   * Where rerouted pieces go.
   *
   * @param oid of the new work order
   * @param line oid of its line
   */
  public record Destination(
      UUID oid,
      UUID line,
      UUID artisan,
      UUID product,
      OrderLine.Snapshot snapshot,
      String reference,
      Instant answerBy) {}

  /**
   * @param rest the work order that the pieces left
   * @param offer the new one
   */
  public record Rerouted(Worked rest, WorkOrder offer) {}

  private static int confirm(WorkOrderEdit edit, int at, int n) {
    int left = n;
    int accepted = edit.in(at, Bucket.ACCEPTED);
    int pending = Math.min(Math.max(left - accepted, 0), edit.in(at, Bucket.PENDING));
    edit.move(at, Edge.ACCEPT, pending);
    for (var edge :
        List.of(Edge.SHIP, Edge.CONFIRM_UNDECIDED, Edge.CONFIRM_REJECTED, Edge.CONFIRM_CANCELLED)) {
      left -= edit.moveUpTo(at, edge, left);
    }
    return n - left;
  }

  private static Refusal gone(WorkOrder work, LineUnits wanted, int lacking) {
    String why =
        "%d of %d units of line %s have left already"
            .formatted(lacking, wanted.units(), wanted.line());
    return LineUnits.wrong(Lifecycle.word(work.work()), "confirm_fact", "too-few-units", why);
  }

  private static Outcome<Worked> moved(
      WorkOrder work, List<LineUnits> lines, Edge edge, boolean restocked, Instant now) {
    return new WorkOrderEdit(work).moveEach(lines, edge, restocked).map(edit -> edit.done(now));
  }

  private static WorkOrder offer(
      WorkOrder from, OrderLine line, int n, Destination to, Instant now) {
    var items = line.unitPrice().times(n);
    var discount = line.shareOf(line.discount(), n);
    var tax = line.shareOf(line.tax(), n);
    var pieces =
        new OrderLine(
            to.line(),
            to.product(),
            to.snapshot(),
            line.unitPrice(),
            discount,
            tax,
            UnitLedger.pending(n));
    return new WorkOrder(
        to.oid(),
        1,
        now,
        now,
        from.order(),
        to.artisan(),
        to.reference(),
        from.shipToName(),
        from.shipTo(),
        from.note(),
        items,
        discount,
        shippingOf(from, items.amount()),
        tax,
        to.answerBy(),
        1,
        WorkOrder.Request.SENT,
        WorkOrder.Work.OPEN,
        null,
        null,
        null,
        new ArrayList<>(List.of(pieces)));
  }

  /** By items, as at the split; the last piece takes what is left. */
  private static Money shippingOf(WorkOrder from, long items) {
    long whole = from.items().amount();
    long share =
        items == whole
            ? from.shipping().amount()
            : BigInteger.valueOf(from.shipping().amount())
                .multiply(BigInteger.valueOf(items))
                .divide(BigInteger.valueOf(whole))
                .longValueExact();
    return new Money(share, from.shipping().currency());
  }
}
