package hms.domain.order;

import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.UnitLedger.Edge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a cancel does to a work order. It takes pending pieces, then undecided, then asks for
 * accepted ones, and refuses the rest. Source: the cancellation race in docs/domain.md.
 */
public final class Cancelling {
  private Cancelling() {}

  /** Why pieces cannot be cancelled. */
  public enum Why {
    ALREADY_SHIPPED,
    REQUEST_OPEN
  }

  /**
   * What became of the pieces of one line; the numbers add up to what was asked.
   *
   * @param cancelled they are now
   * @param requested their artisan has been asked
   * @param refused too late, or their artisan is being asked already
   * @param already nothing was left to cancel: they were cancelled, given up, returned or lost
   * @param why there if some are refused
   */
  public record Fate(
      UUID line, int cancelled, int requested, int refused, int already, @Nullable Why why) {}

  /**
   * @param worked empty if no piece moved
   * @param ask what to ask the artisan for; may be empty
   */
  public record Cancelled(Optional<Worked> worked, List<LineUnits> ask, List<Fate> fates) {}

  /**
   * @param wanted lines of this work order, each once, at most as many pieces as it has
   * @param requestOpen its artisan has not answered an earlier request yet
   */
  public static Cancelled cancel(
      WorkOrder work, List<LineUnits> wanted, boolean requestOpen, Instant now) {
    var edit = new WorkOrderEdit(work);
    var fates = new ArrayList<Fate>();
    var ask = new ArrayList<LineUnits>();
    for (var each : wanted) {
      var fate = cancel(edit, each, each.position(work), requestOpen);
      fates.add(fate);
      if (fate.requested() > 0) ask.add(new LineUnits(each.line(), fate.requested()));
    }
    boolean moved = fates.stream().anyMatch(fate -> fate.cancelled() > 0);
    return new Cancelled(moved ? Optional.of(edit.done(now)) : Optional.empty(), ask, fates);
  }

  /** Every piece of every line. */
  public static List<LineUnits> whole(WorkOrder work) {
    return work.lines().stream()
        .filter(line -> line.units().quantity() > 0)
        .map(line -> new LineUnits(line.oid(), line.units().quantity()))
        .toList();
  }

  private static Fate cancel(WorkOrderEdit edit, LineUnits each, int at, boolean requestOpen) {
    int cancelled = edit.moveUpTo(at, Edge.CANCEL, each.units());
    cancelled += edit.moveUpTo(at, Edge.GIVE_UP, each.units() - cancelled);
    int rest = each.units() - cancelled;
    int accepted = Math.min(rest, edit.in(at, Bucket.ACCEPTED));
    int requested = requestOpen ? 0 : accepted;
    int busy = accepted - requested;
    int onTheWay = edit.in(at, Bucket.SHIPPED) + edit.in(at, Bucket.DELIVERED);
    int shipped = Math.min(rest - accepted, onTheWay);
    var why = busy > 0 ? Why.REQUEST_OPEN : shipped > 0 ? Why.ALREADY_SHIPPED : null;
    return new Fate(
        each.line(), cancelled, requested, busy + shipped, rest - accepted - shipped, why);
  }
}
