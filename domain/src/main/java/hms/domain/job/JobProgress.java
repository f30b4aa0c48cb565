package hms.domain.job;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One job in the hands of its orchestrator: which units are open, granted, returned or committed.
 *
 * <p>The open units are gaps that are cut lazily, so memory grows with what is outstanding and
 * never with the job. Every unit is in exactly one of: a gap, a granted chunk, a returned chunk, a
 * committed chunk.
 */
final class JobProgress {
  private static final double WEIGHT_OF_NEWEST = 0.3;
  private static final long WORK_MIN_NANOS = Duration.ofMillis(5).toNanos();
  private static final long BACK_OFF_NANOS = Duration.ofMillis(200).toNanos();

  private record Granted(Chunk chunk, String worker, int failures) {}

  private record Returned(Chunk chunk, int failures, long notBefore) {}

  private final UUID job;
  private final long epoch;
  private final Pace pace;
  private final Deque<Interval> gaps = new ArrayDeque<>();
  private final Map<Long, Granted> granted = new HashMap<>();
  private final List<Returned> returned = new ArrayList<>();
  private double nanosPerUnit;
  private long unitsInGaps;
  private boolean over;

  JobProgress(OrchestratorEvent.Opened opened, Pace pace) {
    this.job = opened.job();
    this.epoch = opened.epoch();
    this.pace = pace;
    this.nanosPerUnit = Math.max(1, opened.nanosPerUnit());
    long next = 0;
    for (Interval done : opened.committed()) {
      addGap(next, done.lo());
      next = done.hi();
    }
    addGap(next, opened.unitsTotal());
  }

  private void addGap(long lo, long hi) {
    if (lo == hi) return;
    gaps.addLast(new Interval(lo, hi));
    unitsInGaps += hi - lo;
  }

  UUID job() {
    return job;
  }

  long epoch() {
    return epoch;
  }

  boolean complete() {
    return gaps.isEmpty() && granted.isEmpty() && returned.isEmpty();
  }

  /** No more grants: it is complete or given up, and its end is being written. */
  void end() {
    over = true;
  }

  boolean over() {
    return over;
  }

  /** The next chunk for {@code worker}: first what came back, then a cut from the gaps. */
  Optional<Chunk> grant(String worker, long slots, long nowNanos) {
    if (over) return Optional.empty();
    for (int i = 0; i < returned.size(); i++) {
      if (returned.get(i).notBefore <= nowNanos) {
        Returned due = returned.remove(i);
        return Optional.of(hand(due.chunk, worker, due.failures));
      }
    }
    return gaps.isEmpty() ? Optional.empty() : Optional.of(hand(cut(slots), worker, 0));
  }

  private Chunk hand(Chunk chunk, String worker, int failures) {
    var before = granted.put(chunk.lo(), new Granted(chunk, worker, failures));
    if (before != null) throw new IllegalStateException("granted twice: " + chunk);
    return chunk;
  }

  private Chunk cut(long slots) {
    Interval gap = gaps.removeFirst();
    long units = Math.min(chunkUnits(slots), gap.units());
    if (units < gap.units()) gaps.addFirst(new Interval(gap.lo() + units, gap.hi()));
    unitsInGaps -= units;
    return new Chunk(job, epoch, gap.lo(), gap.lo() + units, 1);
  }

  /** The target, smaller towards the end so that all slots end together, never under 5 ms. */
  private long chunkUnits(long slots) {
    long target = unitsIn(pace.chunkTarget().toNanos());
    long tail = Math.max(unitsInGaps / (2 * Math.max(1, slots)), unitsIn(WORK_MIN_NANOS));
    return Math.max(1, Math.min(target, tail));
  }

  private long unitsIn(long nanos) {
    return (long) (nanos / nanosPerUnit);
  }

  /** A copy that comes later, or one of a chunk that is open again, changes nothing twice. */
  void committed(ChunkResult result) {
    long lo = result.chunk().lo();
    boolean wasGranted = granted.remove(lo) != null;
    boolean wasReturned = returned.removeIf(back -> back.chunk.lo() == lo);
    if (wasGranted || wasReturned) learn(result);
  }

  private void learn(ChunkResult result) {
    double cost = result.wallMicros() * 1000.0 / result.chunk().interval().units();
    nanosPerUnit += WEIGHT_OF_NEWEST * (Math.max(0.1, cost) - nanosPerUnit);
  }

  /** Puts what {@code worker} held to the front; the reason if one of them has no tries left. */
  Optional<String> lost(String worker) {
    List<Granted> held = granted.values().stream().filter(g -> g.worker.equals(worker)).toList();
    return held.stream()
        .map(g -> back(g, g.failures + 1, Long.MIN_VALUE, "lost with its worker"))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Puts a failed chunk aside for a while; the reason if it has no tries left. */
  Optional<String> failed(String worker, Chunk chunk, String message, long nowNanos) {
    return held(worker, chunk)
        .flatMap(held -> {
          long wait = BACK_OFF_NANOS << Math.min(held.failures, 7);
          return back(held, held.failures + 1, nowNanos + wait, message);
        });
  }

  /** Takes back a chunk that {@code worker} has not begun; that is no failure. */
  void handedBack(String worker, Chunk chunk) {
    held(worker, chunk).ifPresent(held -> putBack(held, held.failures, Long.MIN_VALUE));
  }

  private Optional<Granted> held(String worker, Chunk chunk) {
    return Optional.ofNullable(granted.get(chunk.lo()))
        .filter(held -> held.worker.equals(worker) && held.chunk.equals(chunk));
  }

  private Optional<String> back(Granted held, int failures, long notBefore, String why) {
    putBack(held, failures, notBefore);
    if (failures < pace.failuresMax()) return Optional.empty();
    return Optional.of(
        "units %d to %d failed %d times, last: %s"
            .formatted(held.chunk.lo(), held.chunk.hi() - 1, failures, why));
  }

  private void putBack(Granted held, int failures, long notBefore) {
    granted.remove(held.chunk.lo());
    returned.addFirst(new Returned(held.chunk.again(), failures, notBefore));
  }
}
