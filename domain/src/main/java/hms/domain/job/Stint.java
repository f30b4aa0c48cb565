package hms.domain.job;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Chunks of one job that a slot computes one after the other, so that what handing over costs is
 * shared by those that are over in no time. A long chunk is alone in its stint.
 *
 * <p>The first one that is left is taken for the one that is being computed: results tell otherwise
 * as they come.
 */
public final class Stint {
  /** No chunk of a stint is begun later than this after its first. */
  public static final long NANOS = Duration.ofMillis(2).toNanos();

  private final long run;
  private final Deque<Holding> left;
  private long begunNanos;

  Stint(long run, List<Holding> holdings, long nowNanos) {
    this.run = run;
    this.left = new ArrayDeque<>(holdings);
    this.begunNanos = nowNanos;
    holdings.forEach(each -> each.begin(this));
  }

  long run() {
    return run;
  }

  /** The one that is being computed, as far as is known; only while something is left. */
  Holding current() {
    return left.getFirst();
  }

  /** What is left, in its order, the current one first; some of it may be released by now. */
  List<Holding> left() {
    return List.copyOf(left);
  }

  boolean isEmpty() {
    return left.isEmpty();
  }

  /** The current one has a result; the next one is being computed. */
  Holding advance(long nowNanos) {
    begunNanos = nowNanos;
    return left.removeFirst();
  }

  JobMessage.Running progress(ChunkProgress far, long nowNanos) {
    long micros = (nowNanos - begunNanos) / 1000;
    return new JobMessage.Running(current().chunk(), far.units(), micros, far.status());
  }

  /** True if the current one has been computed for longer than it was given. */
  boolean late(long nowNanos) {
    return !left.isEmpty() && nowNanos - begunNanos > current().deadlineNanos();
  }

  boolean alone() {
    return left.stream().anyMatch(Holding::alone);
  }

  /** True if nobody may be left to take what comes of it. */
  boolean parked() {
    return !vain() && left.stream().filter(Holding::isRunning).allMatch(Holding::parked);
  }

  /** True if nobody waits for any of it. */
  boolean vain() {
    return left.stream().noneMatch(Holding::isRunning);
  }
}
