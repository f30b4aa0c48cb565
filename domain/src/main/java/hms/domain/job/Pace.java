package hms.domain.job;

import java.time.Duration;

/**
 * The figures that the cores go by; equal on all nodes of a cluster.
 *
 * @param lease a right without heartbeat ends after this
 * @param heartbeat how often a right is renewed
 * @param chunkTarget how long a chunk should take
 * @param failuresMax tries of one chunk that fails for passing reasons
 */
public record Pace(Duration lease, Duration heartbeat, Duration chunkTarget, int failuresMax) {
  /** What a renewal may take beside much else. */
  private static final Duration SLOW_MIN = Duration.ofMillis(300);

  public static final Pace DEFAULT =
      new Pace(Duration.ofSeconds(3), Duration.ofMillis(500), Duration.ofMillis(100), 5);

  public Pace {
    if (lease.compareTo(heartbeat.multipliedBy(3)) < 0) {
      throw new IllegalArgumentException("lease must be >= 3 heartbeats, was " + lease);
    }
    if (failuresMax < 1) {
      throw new IllegalArgumentException("failuresMax must be >= 1, was " + failuresMax);
    }
  }

  /**
   * What a lease has left, at most, once its node has missed a renewal: the next one was due a
   * heartbeat after it, and a slow one takes a little longer.
   */
  public Duration missed() {
    Duration slow = heartbeat.multipliedBy(3).dividedBy(5);
    Duration late = slow.compareTo(SLOW_MIN) > 0 ? slow : SLOW_MIN;
    Duration left = lease.minus(heartbeat).minus(late);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
