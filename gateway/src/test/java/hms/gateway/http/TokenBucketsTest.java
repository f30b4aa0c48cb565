package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** A caller gets its allowance, evenly back with time, and nothing more. */
class TokenBucketsTest {
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");

  private TokenBuckets buckets(int requests, Duration window) {
    InstantSource moved = () -> now;
    return new TokenBuckets(new Quota("q", requests, window), moved.withZone(ZoneOffset.UTC));
  }

  @Test
  void all_may_be_used_at_once_and_not_one_more() {
    var buckets = buckets(5, Duration.ofHours(1));

    for (int left = 4; left >= 0; left--) {
      assertThat(buckets.take("a")).isEqualTo(new TokenBuckets.Level(true, left, 720));
    }
    assertThat(buckets.take("a")).isEqualTo(new TokenBuckets.Level(false, 0, 720));
    assertThat(buckets.take("b").admitted()).isTrue();
  }

  @Test
  void a_refused_request_costs_nothing_and_time_gives_one_back_after_the_other() {
    var buckets = buckets(2, Duration.ofMinutes(1));
    buckets.take("a");
    buckets.take("a");
    for (int i = 0; i < 100; i++) assertThat(buckets.take("a").admitted()).isFalse();

    now = now.plusMillis(29_999);
    assertThat(buckets.take("a")).isEqualTo(new TokenBuckets.Level(false, 0, 1));
    now = now.plusMillis(1);
    assertThat(buckets.take("a").admitted()).isTrue();
    assertThat(buckets.take("a").admitted()).isFalse();

    now = now.plus(Duration.ofDays(3));
    assertThat(buckets.take("a").remaining()).as("no more than the bucket holds").isEqualTo(1);
  }

  @Test
  void a_clock_set_back_locks_nobody_out_for_longer_than_a_window() {
    var buckets = buckets(3, Duration.ofMinutes(1));
    for (int i = 0; i < 3; i++) buckets.take("a");

    now = now.minus(Duration.ofDays(300));
    assertThat(buckets.take("a")).isEqualTo(new TokenBuckets.Level(false, 0, 20));
    now = now.plusSeconds(20);
    assertThat(buckets.take("a").admitted()).isTrue();
  }

  @Test
  void memory_has_a_limit_whoever_calls_and_who_calls_on_is_remembered() {
    var buckets = buckets(50, Duration.ofDays(1));
    for (int i = 0; i < 50; i++) buckets.take("busy");

    for (int i = 0; i < 100_000; i++) {
      buckets.take("stranger-" + i);
      if (i % 1000 == 0) assertThat(buckets.take("busy").admitted()).isFalse();
    }
    assertThat(buckets.size()).isEqualTo(20_000);
  }
}
