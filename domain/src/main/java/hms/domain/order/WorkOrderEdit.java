package hms.domain.order;

import hms.domain.Money;
import hms.domain.Outcome;
import hms.domain.PostalAddress;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.UnitLedger.Edge;
import hms.domain.order.WorkOrder.Hold;
import hms.domain.order.WorkOrder.Request;
import hms.domain.order.WorkOrder.RequestCommand;
import hms.domain.order.WorkOrder.Work;
import hms.domain.order.WorkOrder.WorkCommand;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One command's work on a work order: moves pieces, remembers each move, and at the end lets both
 * machines follow from where the pieces stand. Used once, by one thread; guards come before it.
 */
final class WorkOrderEdit {
  private final WorkOrder found;
  private final List<OrderLine> lines;
  private final List<UnitMove> moves = new ArrayList<>();
  private Request request;
  private Work work;
  private @Nullable Hold hold;
  private @Nullable LocalDate promised;
  private @Nullable String reason;
  private Instant answerBy;
  private int round;
  private Money items;
  private Money discount;
  private Money shipping;
  private Money tax;
  private String shipToName;
  private PostalAddress shipTo;

  WorkOrderEdit(WorkOrder found) {
    this.found = found;
    this.lines = new ArrayList<>(found.lines());
    this.request = found.request();
    this.work = found.work();
    this.hold = found.hold();
    this.promised = found.promisedShipDate();
    this.reason = found.reason();
    this.answerBy = found.answerBy();
    this.round = found.round();
    this.items = found.items();
    this.discount = found.discount();
    this.shipping = found.shipping();
    this.tax = found.tax();
    this.shipToName = found.shipToName();
    this.shipTo = found.shipTo();
  }

  WorkOrderEdit request(Request next) {
    request = next;
    return this;
  }

  WorkOrderEdit promised(@Nullable LocalDate day) {
    promised = day;
    return this;
  }

  WorkOrderEdit reason(@Nullable String why) {
    reason = why;
    return this;
  }

  /** A further round of the offer. */
  WorkOrderEdit offered(Instant until) {
    answerBy = until;
    round++;
    return this;
  }

  WorkOrderEdit shipTo(String name, PostalAddress address) {
    shipToName = name;
    shipTo = address;
    return this;
  }

  WorkOrderEdit work(WorkCommand command) {
    step(command);
    return this;
  }

  /** Pieces leave: unless it had ended, the work goes on. */
  WorkOrderEdit shipping() {
    return ended() ? this : work(WorkCommand.SHIP);
  }

  WorkOrderEdit held(WorkOrder.Side by) {
    hold = new Hold(work, by);
    return work(WorkCommand.HOLD);
  }

  /** Moves {@code n} pieces of the line at this position; none is fine. */
  void move(int at, Edge edge, int n) {
    move(at, edge, n, false);
  }

  void move(int at, Edge edge, int n, boolean restocked) {
    if (n == 0) return;
    var line = lines.get(at);
    lines.set(at, line.move(edge, n).orThrow());
    moves.add(new UnitMove(line.oid(), line.product(), edge, n, restocked));
  }

  /** Moves as many pieces as stand there, {@code most} at most; tells how many. */
  int moveUpTo(int at, Edge edge, int most) {
    int n = Math.min(most, in(at, edge.from()));
    move(at, edge, n);
    return n;
  }

  /** Moves every piece of every line that stands at the start of the edge. */
  WorkOrderEdit moveAll(Edge edge) {
    for (int at = 0; at < lines.size(); at++) move(at, edge, in(at, edge.from()));
    return this;
  }

  /** Moves all of these, or refuses if of one fewer stand there. */
  Outcome<WorkOrderEdit> moveEach(List<LineUnits> wanted, Edge edge, boolean restocked) {
    for (var each : wanted) {
      int at = each.position(found);
      if (lines.get(at).move(edge, each.units()) instanceof Outcome.Refused<OrderLine>(var why)) {
        return Outcome.refused(why);
      }
      move(at, edge, each.units(), restocked);
    }
    return Outcome.done(this);
  }

  /** Takes undecided pieces out of a line, with the shares that go along. */
  WorkOrderEdit handOver(int at, int n, WorkOrder to) {
    var line = lines.get(at);
    lines.set(at, line.without(n).orThrow());
    moves.add(new UnitMove(line.oid(), line.product(), Edge.REROUTE, n, false));
    items = items.minus(to.items());
    discount = discount.minus(to.discount());
    shipping = shipping.minus(to.shipping());
    tax = tax.minus(to.tax());
    return this;
  }

  int in(int at, Bucket bucket) {
    return lines.get(at).units().in(bucket);
  }

  int size() {
    return lines.size();
  }

  /** The work order as it is now; its work ends with its last open piece. */
  Worked done(Instant now) {
    return done(WorkCommand.FULFIL, now);
  }

  /**
   * @param end how the work ends if some of it has left and nothing is open: FULFIL or CUT_SHORT
   */
  Worked done(WorkCommand end, Instant now) {
    var units = UnitLedger.sum(lines.stream().map(OrderLine::units).toList());
    answer(units);
    settle(units, end);
    return new Worked(next(now), moves);
  }

  /** An offer without pending pieces needs no answer any more: shipping them gave it, or nobody. */
  private void answer(UnitLedger units) {
    boolean waiting = request == Request.SENT || request == Request.RECEIVED;
    if (!waiting || units.in(Bucket.PENDING) > 0) return;
    boolean some = units.in(Bucket.ACCEPTED) + units.out() > 0;
    boolean part = units.in(Bucket.UNDECIDED) + units.in(Bucket.REJECTED) > 0;
    var answer =
        some
            ? part ? RequestCommand.ACCEPT_PART : RequestCommand.ACCEPT
            : part ? RequestCommand.REJECT : RequestCommand.RECALL;
    request = WorkOrder.NEGOTIATION.step(request, answer).orThrow();
  }

  private void settle(UnitLedger units, WorkCommand end) {
    boolean ended = ended();
    boolean out = units.out() > 0;
    if (units.open() > 0) {
      if (ended) step(out ? WorkCommand.REOPEN_STARTED : WorkCommand.REOPEN);
    } else if (!ended) {
      step(out ? end : WorkCommand.CANCEL);
    } else if (out && work == Work.CANCELLED) {
      step(WorkCommand.FULFIL);
    }
  }

  private void step(WorkCommand command) {
    work = WorkOrder.WORK.step(work, command).orThrow();
    if (work != Work.ON_HOLD) hold = null;
  }

  private boolean ended() {
    return work == Work.FULFILLED || work == Work.CLOSED_SHORT || work == Work.CANCELLED;
  }

  private WorkOrder next(Instant now) {
    return new WorkOrder(
        found.oid(),
        found.version() + 1,
        found.created(),
        found.changedAt(now),
        found.order(),
        found.artisan(),
        found.reference(),
        shipToName,
        shipTo,
        found.note(),
        items,
        discount,
        shipping,
        tax,
        answerBy,
        round,
        request,
        work,
        hold,
        promised,
        reason,
        lines);
  }
}
