package hms.domain.job;

import java.time.Duration;

/** Why a chunk was not computed; decides how often and how soon it is tried again. */
public enum FailureClass {
  /** Its worker was lost; that may be the chunk's fault, so it is counted by node. */
  LOST(Integer.MAX_VALUE, Duration.ZERO, Duration.ZERO),
  /** Something outside failed and may work the next time; {@link Pace#failuresMax} tries. */
  TRANSIENT(0, Duration.ofMillis(500), Duration.ofSeconds(30)),
  /** It took longer than it was given. */
  TIMEOUT(3, Duration.ofSeconds(1), Duration.ofSeconds(8)),
  /** The heap was too small; the next time it has a node for itself. */
  MEMORY(3, Duration.ofSeconds(1), Duration.ofSeconds(8)),
  /** Any other exception; tried on other nodes, because one of them may be broken. */
  BUG(3, Duration.ofMillis(200), Duration.ofMillis(1600));

  private final int tries;
  private final Duration wait;
  private final Duration waitMax;

  FailureClass(int tries, Duration wait, Duration waitMax) {
    this.tries = tries;
    this.wait = wait;
    this.waitMax = waitMax;
  }

  /** Tries before the chunk is cut, or dead if it is one unit. */
  int tries(Pace pace) {
    return this == TRANSIENT ? pace.failuresMax() : tries;
  }

  /**
   * How long to wait after the {@code failures}-th failure of {@code chunk}: doubling, under a cap,
   * with full jitter that follows from the chunk, so that the same events give the same waits.
   */
  long waitNanos(Chunk chunk, int failures) {
    long doubled = wait.toNanos() << Math.min(Math.max(failures - 1, 0), 16);
    return (long) (Jitter.of(chunk) * Math.min(doubled, waitMax.toNanos()));
  }
}
