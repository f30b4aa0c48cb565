package hms.domain.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The waiting jobs of one tenant, and whose turn it is among them.
 *
 * <p>The highest priority comes first. Of those that are equal, the oldest gets half of what there
 * is, so that jobs end one after the other; the other half goes to the one that has had least, so
 * that a small one does not wait for as long as a large one lasts.
 */
final class JobQueue {
  /**
   * What was taken.
   *
   * @param cost nanoseconds of a slot, roughly
   */
  record Taken(Lot lot, double cost) {}

  private record Entry(OwnedJob job, long priority) {}

  private static final Comparator<Entry> BY_PRIORITY =
      Comparator.comparingLong(Entry::priority).reversed();
  private static final Comparator<Entry> BY_AGE =
      BY_PRIORITY.thenComparing(entry -> entry.job().oid());
  private static final Comparator<Entry> BY_NEED =
      BY_PRIORITY
          .thenComparingDouble(entry -> entry.job().had())
          .thenComparing(entry -> entry.job().oid());

  private final List<Entry> byAge = new ArrayList<>();
  private final NavigableSet<Entry> byNeed = new TreeSet<>(BY_NEED);

  /** What the one half has had more than the other; negative: less. */
  private double aheadByAge;

  /** Begins anew with these. */
  void fill(List<OwnedJob> waiting, long nowNanos) {
    byAge.clear();
    byNeed.clear();
    for (OwnedJob job : waiting) byAge.add(new Entry(job, job.priority(nowNanos)));
    byAge.sort(BY_AGE);
    byNeed.addAll(byAge);
  }

  /** Is there one that somebody could compute who knows these? */
  boolean has(Predicate<JobCode> known) {
    return byAge.stream().anyMatch(entry -> known.test(entry.job().code()));
  }

  /** The next chunk that {@code take} finds, asking the jobs whose turn it is first. */
  Optional<Taken> next(Function<OwnedJob, Optional<Lot>> take, long nowNanos) {
    boolean oldest = aheadByAge <= 0;
    for (Entry entry : oldest ? byAge : byNeed) {
      Optional<Lot> taken = take.apply(entry.job());
      if (taken.isEmpty()) continue;
      double cost = cost(entry.job(), taken.get());
      aheadByAge += oldest ? cost : -cost;
      byNeed.remove(entry);
      entry.job().charge(cost, nowNanos);
      byNeed.add(entry);
      return Optional.of(new Taken(taken.get(), cost));
    }
    return Optional.empty();
  }

  private static double cost(OwnedJob job, Lot lot) {
    return Math.max(1, job.progress().sizes().expectedNanos(lot.chunk().interval()));
  }
}
