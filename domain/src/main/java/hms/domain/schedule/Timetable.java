package hms.domain.schedule;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** When something is due, again and again. The moments are called slots. */
@FunctionalInterface
public interface Timetable {

  /** The first slot behind a moment; empty if there is none any more. */
  Optional<Instant> after(Instant moment);

  /**
   * The next slots behind a moment, ascending.
   *
   * @param most how many of them
   */
  default List<Instant> next(Instant moment, int most) {
    var slots = new ArrayList<Instant>();
    var slot = after(moment);
    while (slot.isPresent() && slots.size() < most) {
      slots.add(slot.get());
      slot = after(slot.get());
    }
    return slots;
  }

  /**
   * The last slots of a time, ascending. Looks back further and further, so that it costs about as
   * much after a year as after an hour.
   *
   * @param first where the time begins: a slot
   * @param end where it ends, itself included
   * @param most how many of them, 1 or more
   */
  default List<Instant> latest(Instant first, Instant end, int most) {
    long seconds = 60L * most;
    while (end.minusSeconds(seconds).isAfter(first)) {
      var found = latestBehind(end.minusSeconds(seconds), end, most);
      if (found.size() == most) return found;
      seconds *= 4;
    }
    return latestBehind(first.minusNanos(1), end, most);
  }

  private List<Instant> latestBehind(Instant begin, Instant end, int most) {
    Deque<Instant> found = new ArrayDeque<>();
    var slot = after(begin);
    while (slot.isPresent() && !slot.get().isAfter(end)) {
      if (found.size() == most) found.removeFirst();
      found.addLast(slot.get());
      slot = after(slot.get());
    }
    return List.copyOf(found);
  }
}
