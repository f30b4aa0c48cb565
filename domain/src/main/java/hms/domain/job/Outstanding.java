package hms.domain.job;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A chunk that is out, and the workers that have it: one, or two when one of them is slow. */
final class Outstanding {
  private final Chunk chunk;
  private final boolean suspect;
  private final Map<String, Long> holders = new LinkedHashMap<>();

  Outstanding(Chunk chunk, boolean suspect, String worker, long nowNanos) {
    this.chunk = chunk;
    this.suspect = suspect;
    holders.put(worker, nowNanos);
  }

  Chunk chunk() {
    return chunk;
  }

  /** True if it may have ended a worker. */
  boolean suspect() {
    return suspect;
  }

  Set<String> holders() {
    return holders.keySet();
  }

  boolean heldBy(String worker) {
    return holders.containsKey(worker);
  }

  /** The chunk, of which this worker has a copy from now on. */
  Chunk copyTo(String worker, long nowNanos) {
    holders.put(worker, nowNanos);
    return chunk;
  }

  /** True if nobody has it any more. */
  boolean takenFrom(String worker) {
    holders.remove(worker);
    return holders.isEmpty();
  }

  /** Since when somebody has had it. */
  long sinceNanos() {
    return holders.values().stream().mapToLong(Long::longValue).min().orElseThrow();
  }

  long sinceNanos(String worker) {
    return holders.getOrDefault(worker, Long.MAX_VALUE);
  }
}
