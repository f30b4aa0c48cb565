package hms.domain.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Chunks of one job that came back and wait for their next try, the next one first. */
final class Comebacks {
  /** So long, something that may end a worker waits for one that happens to have little else. */
  private static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

  private final Docket docket;
  private final List<Returned> all = new ArrayList<>();

  /**
   * @param docket knows which of them should rather be tried elsewhere
   */
  Comebacks(Docket docket) {
    this.docket = docket;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  void addFirst(Returned back) {
    all.addFirst(back);
  }

  void addLast(Returned back) {
    all.addLast(back);
  }

  /** True if these units were among them. */
  boolean remove(Chunk chunk) {
    return all.removeIf(back -> back.chunk().sameUnits(chunk));
  }

  /**
   * Takes out the next one for {@code worker}. A suspect goes to a worker that has few others, so
   * that a loss tells something. If it has waited for one long enough, this worker is given nothing
   * more until it has few: beside a job of tiny chunks, none would ever come to that by itself.
   */
  Optional<Returned> next(WorkerLedger worker, Set<String> workers, long nowNanos) {
    for (int i = 0; i < all.size(); i++) {
      Returned back = all.get(i);
      if (back.notBeforeNanos() > nowNanos) continue;
      if (docket.avoids(back.chunk(), worker.node(), workers)) continue;
      if (back.suspect() && !worker.hasFew()) {
        if (nowNanos - back.notBeforeNanos() < PATIENCE_NANOS) continue;
        worker.calm();
        return Optional.empty();
      }
      if (back.suspect()) worker.watch();
      return Optional.of(all.remove(i));
    }
    return Optional.empty();
  }

  /** Goes on under another epoch, behind {@code first}. */
  void recut(List<Returned> first, long newEpoch) {
    var known = List.copyOf(all);
    all.clear();
    first.forEach(back -> all.add(back.under(newEpoch)));
    known.forEach(back -> all.add(back.under(newEpoch)));
  }

  List<Interval> intervals() {
    return all.stream().map(back -> back.chunk().interval()).toList();
  }
}
