package hms.domain.job;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** How long chunks take, of each job that a worker has computed lately. */
final class Tempo {
  private static final double WEIGHT_OF_NEWEST = 0.1;
  private static final int JOBS_MAX = 64;
  private static final int STINT_MAX = 256;

  private final Map<UUID, Double> chunkNanos = new LinkedHashMap<>();

  void learn(UUID job, long wallMicros) {
    double nanos = Math.max(1, wallMicros) * 1000.0;
    if (chunkNanos.size() >= JOBS_MAX && !chunkNanos.containsKey(job)) {
      chunkNanos.remove(chunkNanos.keySet().iterator().next());
    }
    chunkNanos.merge(job, nanos, (known, found) -> known + WEIGHT_OF_NEWEST * (found - known));
  }

  /** How many chunks of the job fit a stint; one while nothing is known of it. */
  int stint(UUID job) {
    Double mean = chunkNanos.get(job);
    return mean == null ? 1 : (int) Math.clamp(Stint.NANOS / mean, 1, STINT_MAX);
  }
}
