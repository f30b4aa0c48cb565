package hms.cluster.compare;

import hms.cluster.job.BoundJob;
import hms.domain.job.Interval;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Hands chunks out, each once, and takes their parts back. Any thread. */
final class Chunks {
  private final Work work;
  private final List<Interval> all;
  private final AtomicInteger cursor = new AtomicInteger();
  private final AtomicReferenceArray<byte[]> parts;

  Chunks(Work work, int slots) {
    this.work = work;
    this.all = work.chunks(slots);
    this.parts = new AtomicReferenceArray<>(all.size());
  }

  /** The number of the next one; -1 if there is none left. */
  int next() {
    int at = cursor.getAndIncrement();
    return at < all.size() ? at : -1;
  }

  Interval chunk(int at) {
    return all.get(at);
  }

  void done(int at, byte[] part) {
    parts.set(at, part);
  }

  /**
   * All parts joined.
   *
   * @throws IllegalStateException one is missing
   */
  BoundJob<?, ?>.Total total() {
    BoundJob<?, ?>.Total total = work.job().total();
    for (int at = 0; at < all.size(); at++) {
      byte @Nullable [] part = parts.get(at);
      if (part == null) throw new IllegalStateException("nobody computed " + all.get(at));
      total.add(all.get(at), part);
    }
    return total;
  }
}
