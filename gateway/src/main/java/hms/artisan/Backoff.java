package hms.artisan;

import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: random, up to a bound that doubles. */
final class Backoff {
  private static final long FIRST_MAX_MILLIS = 200;
  private static final long MAX_MILLIS = 30_000;

  private final RandomGenerator random;
  private long boundMillis = FIRST_MAX_MILLIS;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Milliseconds, at least 1, at most 200 at first and 30,000 in the end. */
  long nextMillis() {
    long millis = 1 + random.nextLong(boundMillis);
    boundMillis = Math.min(MAX_MILLIS, 2 * boundMillis);
    return millis;
  }

  /** It has been quiet for a while: begin anew. */
  void reset() {
    boundMillis = FIRST_MAX_MILLIS;
  }
}
