package hms.domain.job;

import java.time.Duration;
import java.util.Collection;

/** How many chunks a worker will hold, and how orchestrators share that. */
final class Window {
  private static final double PREFETCH_NANOS = Duration.ofMillis(20).toNanos();
  private static final int PREFETCH_MAX = 1024;
  private static final double WEIGHT_OF_NEWEST = 0.1;

  private final int slots;
  private double chunkNanos = PREFETCH_NANOS;

  Window(int slots) {
    this.slots = slots;
  }

  void learn(long wallMicros) {
    chunkNanos += WEIGHT_OF_NEWEST * (Math.max(1, wallMicros * 1000.0) - chunkNanos);
  }

  /** Slots and what keeps them busy while the next grants come: more, the shorter chunks are. */
  int size() {
    return (int) (slots * (1 + Math.clamp(PREFETCH_NANOS / chunkNanos, 1, PREFETCH_MAX)));
  }

  /** The part of one orchestrator: by waiting weight, one if nothing waits there. */
  int of(OrchestratorLink link, Collection<OrchestratorLink> all) {
    long weights = all.stream().mapToLong(OrchestratorLink::waitingWeight).sum();
    if (weights == 0) return Math.max(1, size() / Math.max(1, all.size()));
    return (int) Math.max(1, size() * (long) link.waitingWeight() / weights);
  }
}
