package hms.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The wait before the next attempt. */
class BackoffTest {
  @Test
  void waits_grow_from_200_ms_to_30_s_and_begin_anew_when_it_was_quiet() {
    var backoff = new Backoff(new Highest());

    long first = backoff.nextMillis();
    long second = backoff.nextMillis();
    for (int i = 0; i < 20; i++) assertThat(backoff.nextMillis()).isBetween(1L, 30_000L);
    long last = backoff.nextMillis();
    backoff.reset();

    assertThat(new long[] {first, second, last}).containsExactly(200, 400, 30_000);
    assertThat(backoff.nextMillis()).isEqualTo(200);
  }

  /** Draws the highest number, always. */
  private static final class Highest implements RandomGenerator {
    @Override
    public long nextLong() {
      return Long.MAX_VALUE;
    }

    @Override
    public long nextLong(long bound) {
      return bound - 1;
    }
  }
}
