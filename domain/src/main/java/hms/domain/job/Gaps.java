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

  /** Takes at most {@code most} units off the front. */
  Interval cut(long most) {
    Map.Entry<Long, Long> first = ends.firstEntry();
    long lo = first.getKey();
    var taken = new Interval(lo, lo + Math.min(most, first.getValue() - lo));
    take(taken);
    return taken;
  }

  /** Takes these out if all of them are open. */
  boolean take(Interval wanted) {
    Map.Entry<Long, Long> around = ends.floorEntry(wanted.lo());
    if (around == null || around.getValue() < wanted.hi()) return false;
    long lo = around.getKey();
    long hi = around.getValue();
    ends.remove(lo);
    units -= hi - lo;
    add(lo, wanted.lo());
    add(wanted.hi(), hi);
    return true;
  }

  List<Interval> all() {
    var all = new ArrayList<Interval>();
    ends.forEach((lo, hi) -> all.add(new Interval(lo, hi)));
    return all;
  }
}
