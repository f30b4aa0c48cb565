package hms.cluster.orchestrate;

import hms.domain.job.Legible;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How often something has failed, one time after the other. It waits longer each time; after the
 * eighth, a minute or so with the usual heartbeat, it is given up.
 */
final class Tries {
  private static final int MAX = 8;
  private static final int TOLD_MAX = 500;
  private static final Duration WAIT_MAX = Duration.ofSeconds(30);

  private final Duration firstWait;
  private int failed;
  private @Nullable Throwable last;

  /**
   * @param firstWait doubled each time, to at most 30 s
   */
  Tries(Duration firstWait) {
    this.firstWait = firstWait;
  }

  void failed(Throwable fault) {
    failed++;
    last = fault;
  }

  /** True once it is not worth another one. */
  boolean spent() {
    return failed >= MAX;
  }

  int count() {
    return failed;
  }

  /** Before the next one; at least one has failed. */
  long waitMillis() {
    long doubled = firstWait.toMillis() << Math.min(MAX, failed - 1);
    return Math.clamp(doubled, 1, WAIT_MAX.toMillis());
  }

  /** For {@code job.reason}. */
  String told() {
    return "%d tries, the last: %s".formatted(failed, Legible.of(Objects.toString(last), TOLD_MAX));
  }
}
