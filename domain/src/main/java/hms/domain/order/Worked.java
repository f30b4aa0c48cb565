package hms.domain.order;

import java.util.List;

/**
 * A work order after a command, and the way that its pieces went.
 *
 * @param moves in the order in which they were made; empty if no piece moved
 */
public record Worked(WorkOrder order, List<UnitMove> moves) {
  public Worked {
    moves = List.copyOf(moves);
  }
}
