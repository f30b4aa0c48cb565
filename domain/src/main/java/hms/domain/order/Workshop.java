package hms.domain.order;

import static hms.domain.order.WorkOrder.WORK;

import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.UnitLedger.Edge;
import hms.domain.order.WorkOrder.Side;
import hms.domain.order.WorkOrder.Work;
import hms.domain.order.WorkOrder.WorkCommand;
import java.time.Instant;
import java.util.List;

/** Making and sending what was promised. Source: docs/domain.md. */
public final class Workshop {
  private Workshop() {}

  public static Outcome<Worked> start(WorkOrder work, Instant now) {
    return WORK.step(work.work(), WorkCommand.START)
        .then(to -> promised(work, "start"))
        .map(ok -> new WorkOrderEdit(work).work(WorkCommand.START).done(now));
  }

  public static Outcome<Worked> hold(WorkOrder work, Side by, String reason, Instant now) {
    return WORK.step(work.work(), WorkCommand.HOLD)
        .map(to -> new WorkOrderEdit(work).held(by).reason(reason).done(now));
  }

  /** Back to where it was. What the office holds, an artisan cannot release. */
  public static Outcome<Worked> release(WorkOrder work, Side by, Instant now) {
    var hold = work.hold();
    if (hold == null) return Outcome.refused(WORK.wrongState(work.work(), WorkCommand.RELEASE));
    if (hold.by() == Side.OFFICE && by == Side.ARTISAN) {
      return Outcome.refused(
          LineUnits.wrong(
              "on_hold", "release", "held-by-office", "the office holds " + work.reference()));
    }
    var command = hold.from() == Work.OPEN ? WorkCommand.RELEASE : WorkCommand.RELEASE_STARTED;
    return Outcome.done(new WorkOrderEdit(work).work(command).done(now));
  }

  /**
   * A parcel has left. Shipping pending pieces accepts them. Refused with {@code WrongState} if no
   * edge allows it: then it is a {@link FactReport}.
   */
  public static Outcome<Worked> ship(WorkOrder work, ShipNotice notice, Instant now) {
    return LineUnits.of(work, notice.lines())
        .then(lines -> shippable(work, lines))
        .map(lines -> {
          var edit = new WorkOrderEdit(work);
          for (var each : lines) {
            int at = each.position(work);
            edit.move(at, Edge.ACCEPT, Math.max(0, each.units() - accepted(edit, at)));
            edit.move(at, Edge.SHIP, each.units());
          }
          return edit.shipping().done(now);
        });
  }

  /** The artisan, or the office for it, will not make the rest. */
  public static Outcome<Worked> closeShort(WorkOrder work, String reason, Instant now) {
    if (work.ended()) return Outcome.refused(WORK.wrongState(work.work(), WorkCommand.CUT_SHORT));
    return promised(work, "close_short")
        .map(ok ->
            new WorkOrderEdit(work)
                .reason(reason)
                .moveAll(Edge.REJECT)
                .moveAll(Edge.CUT_SHORT)
                .done(WorkCommand.CUT_SHORT, now));
  }

  private static int accepted(WorkOrderEdit edit, int at) {
    return edit.in(at, Bucket.ACCEPTED);
  }

  private static Outcome<List<LineUnits>> shippable(WorkOrder work, List<LineUnits> lines) {
    for (var each : lines) {
      var units = work.lines().get(each.position(work)).units();
      if (each.units() > units.open()) return Outcome.refused(notOpen(work, each, units));
    }
    return Outcome.done(lines);
  }

  private static Refusal notOpen(WorkOrder work, LineUnits wanted, UnitLedger units) {
    String why =
        "%d units of line %s cannot be shipped: %d of %d are open"
            .formatted(wanted.units(), wanted.line(), units.open(), units.quantity());
    return LineUnits.wrong(Lifecycle.word(work.work()), "ship", "too-few-units", why);
  }

  private static Outcome<WorkOrder> promised(WorkOrder work, String command) {
    return work.has(Bucket.ACCEPTED)
        ? Outcome.done(work)
        : Outcome.refused(
            LineUnits.wrong(
                Lifecycle.word(work.work()),
                command,
                "nothing-accepted",
                "no unit of " + work.reference() + " is accepted"));
  }
}
