package hms.domain.order;

import hms.domain.order.UnitLedger.Bucket;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * By how much each bucket grew or shrank. An order's sums follow those of its lines by such
 * differences, so that nobody needs to see the lines of other artisans.
 *
 * @param units may be below 0
 */
public record UnitDelta(Map<Bucket, Integer> units) {
  public UnitDelta {
    var all = new EnumMap<Bucket, Integer>(Bucket.class);
    for (var bucket : Bucket.values()) all.put(bucket, units.getOrDefault(bucket, 0));
    units = Collections.unmodifiableMap(all);
  }

  public static UnitDelta of(List<UnitMove> moves) {
    var sums = new EnumMap<Bucket, Integer>(Bucket.class);
    for (var move : moves) {
      sums.merge(move.edge().from(), -move.units(), Math::addExact);
      move.edge().to().ifPresent(to -> sums.merge(to, move.units(), Math::addExact));
    }
    return new UnitDelta(sums);
  }

  /** With pieces that are new, as those of a line that took others over. */
  public UnitDelta plus(UnitLedger added) {
    var sums = new EnumMap<>(units);
    added.units().forEach((bucket, n) -> sums.merge(bucket, n, Math::addExact));
    return new UnitDelta(sums);
  }

  public int in(Bucket bucket) {
    return units.getOrDefault(bucket, 0);
  }

  public boolean none() {
    return units.values().stream().allMatch(n -> n == 0);
  }

  /** The ledger before this change, given the one after it. */
  public UnitLedger before(UnitLedger after) {
    var earlier = new EnumMap<>(after.units());
    units.forEach((bucket, n) -> earlier.merge(bucket, -n, Math::addExact));
    return new UnitLedger(earlier);
  }

  /** The ledger after this change. */
  public UnitLedger after(UnitLedger before) {
    var later = new EnumMap<>(before.units());
    units.forEach((bucket, n) -> later.merge(bucket, n, Math::addExact));
    return new UnitLedger(later);
  }
}
