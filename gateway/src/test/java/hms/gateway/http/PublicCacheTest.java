package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PublicCacheTest {
  private Instant now = Instant.EPOCH;
  private final PublicCache<String> cache = cache(Duration.ofSeconds(1));

  @Test
  void what_is_fresh_is_for_all() {
    cache.put("/a", "apple", 5);
    now = now.plusMillis(1000);

    assertThat(cache.get("/a")).contains("apple");
    assertThat(cache.get("/b")).isEmpty();
  }

  @Test
  void one_fetches_while_the_others_have_the_old() {
    cache.put("/a", "apple", 5);
    now = now.plusMillis(1001);

    assertThat(cache.get("/a")).as("the first").isEmpty();
    assertThat(cache.get("/a")).as("the second").contains("apple");
    cache.put("/a", "pear", 4);
    assertThat(cache.get("/a")).contains("pear");
  }

  @Test
  void who_does_not_come_back_is_not_waited_for() {
    cache.put("/a", "apple", 5);
    now = now.plusMillis(1001);
    assertThat(cache.get("/a")).isEmpty();
    now = now.plusMillis(2000);

    assertThat(cache.get("/a")).as("another one goes").isEmpty();
    assertThat(cache.get("/a")).contains("apple");
  }

  @Test
  void nothing_is_told_for_longer_than_anybody_may_keep_it() {
    cache.put("/a", "apple", 5);
    now = now.plusSeconds(30);
    assertThat(cache.last("/a")).contains("apple");
    now = now.plusMillis(1);

    assertThat(cache.last("/a")).isEmpty();
    assertThat(cache.get("/a")).isEmpty();
    assertThat(cache.get("/a")).as("even while it is fetched").isEmpty();
  }

  @Test
  void a_clock_set_back_makes_nothing_fresh() {
    cache.put("/a", "apple", 5);
    now = now.minusSeconds(3600);

    assertThat(cache.get("/a")).isEmpty();
  }

  @Test
  void what_is_removed_is_gone() {
    cache.put("/a", "apple", 5);
    cache.remove("/a");

    assertThat(cache.get("/a")).isEmpty();
    assertThat(cache.last("/a")).isEmpty();
    assertThat(cache.bytes()).isZero();
  }

  @Test
  void what_was_asked_for_longest_ago_makes_room() {
    for (int i = 0; i < 16; i++) cache.put("/" + i, "x", 100);
    assertThat(cache.bytes()).isEqualTo(1600);
    assertThat(cache.get("/0")).contains("x");
    cache.put("/new", "y", 100);

    assertThat(cache.bytes()).isEqualTo(1600);
    assertThat(cache.get("/0")).contains("x");
    assertThat(cache.get("/1")).isEmpty();
    assertThat(cache.get("/new")).contains("y");
  }

  @Test
  void nothing_large_is_kept_and_nothing_at_all_for_no_time() {
    cache.put("/large", "x", 101);
    assertThat(cache.get("/large")).isEmpty();

    var none = cache(Duration.ZERO);
    none.put("/a", "apple", 5);
    assertThat(none.get("/a")).isEmpty();
    assertThat(none.bytes()).isZero();
  }

  private PublicCache<String> cache(Duration fresh) {
    return new PublicCache<>(fresh, Duration.ofSeconds(30), 1600, () -> now);
  }
}
