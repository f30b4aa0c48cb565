package hms.amqp;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: random, up to a bound that doubles. */
public final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration MOST = Duration.ofSeconds(30);

  private final RandomGenerator random;
  private final long firstMillis;
  private final long mostMillis;
  private long boundMillis;

  /** Waits up to 200 ms at first and 30 s in the end. */
  public Backoff(RandomGenerator random) {
    this(random, FIRST, MOST);
  }

  public Backoff(RandomGenerator random, Duration first, Duration most) {
    this.random = random;
    this.firstMillis = first.toMillis();
    this.mostMillis = most.toMillis();
    this.boundMillis = firstMillis;
  }

  /** Milliseconds, at least 1, at most the bound of now, which doubles. */
  public long nextMillis() {
    long millis = 1 + random.nextLong(boundMillis);
    boundMillis = Math.min(mostMillis, 2 * boundMillis);
    return millis;
  }

  /** It has been quiet for a while: begin anew. */
  public void reset() {
    boundMillis = firstMillis;
  }
}
