package hms.domain.order;

import hms.domain.order.UnitLedger.Bucket;

/**
 * An order's status. It is never stored by hand but computed from where the units stand, here and
 * in the generated column {@code orders.status}; a test holds the two together.
 */
public enum OrderStatus {
  CLOSED,
  ON_HOLD,
  CANCELLED,
  PARTIALLY_SHIPPED,
  IN_PROGRESS,
  ROUTED,
  PARTIALLY_DELIVERED,
  SHIPPED,
  DELIVERED,
  RETURNED;

  /** The first that fits, in the order of docs/domain.md. */
  public static OrderStatus of(UnitLedger units, boolean held, boolean closed) {
    if (closed) return CLOSED;
    return held ? ON_HOLD : of(units);
  }

  private static OrderStatus of(UnitLedger units) {
    if (units.in(Bucket.REJECTED) + units.in(Bucket.CANCELLED) == units.quantity()) {
      return CANCELLED;
    }
    int open = units.open() + units.in(Bucket.UNDECIDED);
    if (open > 0 && units.out() > 0) return PARTIALLY_SHIPPED;
    if (units.in(Bucket.ACCEPTED) > 0) return IN_PROGRESS;
    if (open > 0) return ROUTED;
    if (units.in(Bucket.SHIPPED) > 0) return units.arrived() > 0 ? PARTIALLY_DELIVERED : SHIPPED;
    return units.in(Bucket.DELIVERED) > 0 ? DELIVERED : RETURNED;
  }
}
