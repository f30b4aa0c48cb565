package hms.gateway.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What everybody may see, remembered for a moment, so that many who look at the same thing cost the
 * database one look. What is fresh is for all. What is not is for all but the first, who fetches it
 * anew meanwhile; and for that one too if it cannot be fetched, for as long as anybody may keep it.
 * For one event loop. Source: RFC 5861, docs/adr/0045.
 *
 * @param <T> what is remembered
 */
final class PublicCache<T> {
  /** Who fetches and has not come back by then is not waited for: the next one goes. */
  private static final Duration FETCH = Duration.ofSeconds(2);

  private final long fresh;
  private final long keep;
  private final long bytesMax;
  private final InstantSource clock;
  private final Map<String, Kept<T>> all = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private static final class Kept<T> {
    private final T value;
    private final long bytes;
    private final long made;
    private long fetchUntil;

    private Kept(T value, long bytes, long made) {
      this.value = value;
      this.bytes = bytes;
      this.made = made;
      this.fetchUntil = made;
    }

    /** A clock that was set back makes nothing young. */
    private boolean isWithin(long limit, long now) {
      return now >= made && now - made <= limit;
    }
  }

  /**
   * @param fresh how long nobody looks again; zero: nothing is remembered
   * @param keep how long it may be told at all
   * @param bytesMax of all together; what was asked for longest ago goes first
   * @param clock may be set back: then what is remembered is not fresh
   */
  PublicCache(Duration fresh, Duration keep, long bytesMax, InstantSource clock) {
    this.fresh = fresh.toMillis();
    this.keep = keep.toMillis();
    this.bytesMax = bytesMax;
    this.clock = clock;
  }

  /** What is known of {@code key}; empty for who is to fetch it. */
  Optional<T> get(String key) {
    var kept = all.get(key);
    if (kept == null) return Optional.empty();
    long now = clock.millis();
    boolean fetched = kept.fetchUntil > now;
    if (kept.isWithin(fresh, now) || fetched && kept.isWithin(keep, now)) {
      return Optional.of(kept.value);
    }
    kept.fetchUntil = now + FETCH.toMillis();
    return Optional.empty();
  }

  /** What may still be told for want of anything newer. */
  Optional<T> last(String key) {
    var kept = all.get(key);
    return kept != null && kept.isWithin(keep, clock.millis())
        ? Optional.of(kept.value)
        : Optional.empty();
  }

  /**
   * @param size in bytes
   */
  void put(String key, T value, long size) {
    remove(key);
    // One that is large is seldom asked for, and would push out many.
    if (fresh == 0 || size > bytesMax / 16) return;
    all.put(key, new Kept<>(value, size, clock.millis()));
    bytes += size;
    var eldest = all.entrySet().iterator();
    while (bytes > bytesMax) {
      bytes -= eldest.next().getValue().bytes;
      eldest.remove();
    }
  }

  void remove(String key) {
    var gone = all.remove(key);
    if (gone != null) bytes -= gone.bytes;
  }

  long bytes() {
    return bytes;
  }
}
