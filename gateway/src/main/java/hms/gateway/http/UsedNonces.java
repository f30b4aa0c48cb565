package hms.gateway.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Nonces of signed requests that were seen on this node, kept for as long as such a request could
 * still be in time. For one event loop.
 */
final class UsedNonces {
  private static final Duration KEEP = Duration.ofMinutes(15);
  private static final int SWEEP_AT = 10_000;

  private final Clock clock;
  private final Map<String, Instant> seen = new HashMap<>();

  UsedNonces(Clock clock) {
    this.clock = clock;
  }

  /** True the first time; false for a repetition. */
  boolean first(UUID key, String nonce) {
    Instant now = clock.instant();
    if (seen.size() >= SWEEP_AT) seen.values().removeIf(at -> at.isBefore(now.minus(KEEP)));
    return seen.putIfAbsent(key + "/" + nonce, now) == null;
  }
}
