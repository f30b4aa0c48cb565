package hms.domain.order;

import hms.domain.order.UnitLedger.Edge;
import hms.domain.order.WorkOrder.Side;
import java.time.Instant;

/**
 * What has become of a work order before we knew it: the same moves, made up for, so that its
 * ledger follows from them like every other. Source: docs/domain.md, import.
 */
public final class PastWork {
  private PastWork() {}

  /** All of it is promised, and the office holds it until somebody has looked. */
  public static Worked promised(WorkOrder offered, String reason, Instant now) {
    return new WorkOrderEdit(offered)
        .reason(reason)
        .moveAll(Edge.ACCEPT)
        .held(Side.OFFICE)
        .done(now);
  }

  /** All of it has arrived, nobody knows by which parcels. */
  public static Worked delivered(WorkOrder offered, Instant now) {
    return new WorkOrderEdit(offered)
        .moveAll(Edge.ACCEPT)
        .moveAll(Edge.SHIP)
        .shipping()
        .moveAll(Edge.DELIVER)
        .done(now);
  }
}
