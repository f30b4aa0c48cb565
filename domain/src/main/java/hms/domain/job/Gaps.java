package hms.domain.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The units of a job that nobody has and nobody has done; cut lazily, so memory is O(holes). */
final class Gaps {
  private final NavigableMap<Long, Long> ends = new TreeMap<>();
  private long units;

  boolean isEmpty() {
    return ends.isEmpty();
  }

  long units() {
    return units;
  }

  void add(long lo, long hi) {
    if (lo >= hi) return;
    ends.put(lo, hi);
    units += hi - lo;
  }

  /** Adds all of so many units but these, which are ascending. */
  void addAllBut(List<Interval> settled, long total) {
    long next = 0;
    for (Interval each : settled) {
      add(next, each.lo());
      next = each.hi();
    }
    add(next, total);
  }

  /** The first unit of the first one; there must be one. */
  long first() {
    return ends.firstKey();
  }

  /** Takes at most {@code most} units off the front. */
  Interval cut(long most) {
    Map.Entry<Long, Long> first = ends.firstEntry();
    long lo = first.getKey();
    var taken = new Interval(lo, lo + Math.min(most, first.getValue() - lo));
    leave(first, taken);
    return taken;
  }

  /** Takes these out if all of them are open. */
  boolean take(Interval wanted) {
    Map.Entry<Long, Long> around = ends.floorEntry(wanted.lo());
    if (around == null || around.getValue() < wanted.hi()) return false;
    leave(around, wanted);
    return true;
  }

  /** What remains of a gap without these units. */
  private void leave(Map.Entry<Long, Long> gap, Interval taken) {
    long lo = gap.getKey();
    long hi = gap.getValue();
    ends.remove(lo);
    units -= hi - lo;
    add(lo, taken.lo());
    add(taken.hi(), hi);
  }

  List<Interval> all() {
    var all = new ArrayList<Interval>();
    ends.forEach((lo, hi) -> all.add(new Interval(lo, hi)));
    return all;
  }
}
