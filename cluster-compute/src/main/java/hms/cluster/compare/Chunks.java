package hms.cluster.compare;

import hms.cluster.job.BoundJob;
import hms.domain.job.Interval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Hands chunks out, each once, and takes their parts back. Any thread. */
final class Chunks {
  private final Work work;
  private final List<Interval> all;
  private final AtomicInteger cursor = new AtomicInteger();
  private final AtomicReferenceArray<byte[]> parts;
  private final AtomicLong unitsDone = new AtomicLong();
  private final Variant.Watcher watcher;

  Chunks(Work work, int slots, Variant.Watcher watcher) {
    this.work = work;
    this.watcher = watcher;
    this.all = work.chunks(slots);
    this.parts = new AtomicReferenceArray<>(all.size());
  }

  /** The number of the next one; -1 if there is none left. */
  int next() {
    int at = cursor.getAndIncrement();
    return at < all.size() ? at : -1;
  }

  /** There is none left: what is under way is all that will be. */
  void end() {
    cursor.set(all.size());
  }

  Interval chunk(int at) {
    return all.get(at);
  }

  void done(int at, byte[] part) {
    parts.set(at, part);
    watcher.done(unitsDone.addAndGet(all.get(at).units()));
  }

  /**
   * All parts, and joined.
   *
   * @throws IllegalStateException one is missing
   */
  Variant.Computed computed(Duration cpuElsewhere) {
    BoundJob<?, ?>.Total total = work.job().total();
    var inOrder = new ArrayList<byte[]>();
    for (int at = 0; at < all.size(); at++) {
      byte @Nullable [] part = parts.get(at);
      if (part == null) throw new IllegalStateException("nobody computed " + all.get(at));
      total.add(all.get(at), part);
      inOrder.add(part);
    }
    return new Variant.Computed(total, inOrder, cpuElsewhere);
  }
}
