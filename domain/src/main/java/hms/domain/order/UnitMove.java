package hms.domain.order;

import hms.domain.order.UnitLedger.Edge;
import java.util.UUID;

/**
 * So many pieces of a line went along an edge.
 *
 * @param restocked they are back with the artisan, fit to be sold again
 */
public record UnitMove(UUID line, UUID product, Edge edge, int units, boolean restocked) {
  public UnitMove {
    if (units < 1) throw new IllegalArgumentException("a move takes at least 1 unit, was " + units);
  }
}
