package hms.gateway.http;

import io.vertx.core.http.HttpHeaders;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A bucket of tokens for each caller under one quota: a request takes one, and time gives them back
 * evenly. What is kept of a bucket is the moment at which it will be full again, so that a full one
 * need not be kept. For one event loop. Source: GCRA, ITU-T I.371 annex A.
 */
final class TokenBuckets {
  /** About 100 bytes each. */
  private static final int BUCKETS_MAX = 20_000;

  private static final long MICROS = 1_000_000;

  private final Quota quota;
  private final CharSequence policy;
  private final Clock clock;
  private final long micros;
  private final long perToken;
  private final Map<String, Bucket> buckets = new Kept();

  /** Full again then, in microseconds since 1970. */
  private static final class Bucket {
    private long fullAt;
  }

  /**
   * What is left after a request.
   *
   * @param admitted false if there was nothing left to take
   * @param remaining requests that may follow at once
   * @param seconds until one more than that, rounded up; at least 1
   */
  record Level(boolean admitted, long remaining, long seconds) {}

  TokenBuckets(Quota quota, Clock clock) {
    this.quota = quota;
    this.policy = HttpHeaders.createOptimized(quota.policy());
    this.clock = clock;
    this.micros = quota.window().toNanos() / 1000;
    this.perToken = Math.max(1, micros / quota.requests());
  }

  Quota quota() {
    return quota;
  }

  /** What all answers say of the quota, as it goes over the wire. */
  CharSequence policy() {
    return policy;
  }

  int size() {
    return buckets.size();
  }

  /** Takes a token of the bucket of {@code caller}, if there is one. */
  Level take(String caller) {
    return take(caller, 1);
  }

  /** Takes {@code n} tokens, if there are so many; else none. */
  Level take(String caller, int n) {
    long now = micros(clock.instant());
    // Never further ahead than an empty bucket is: the clock of a machine may be set back.
    var bucket = buckets.computeIfAbsent(caller, first -> new Bucket());
    long full = Math.clamp(bucket.fullAt, now, now + micros);
    long after = full + n * perToken;
    boolean admitted = after - now <= micros;
    bucket.fullAt = admitted ? after : full;
    if (!admitted) return new Level(false, 0, seconds(after - now - micros));
    long left = micros - (after - now);
    return new Level(true, left / perToken, seconds(perToken - left % perToken));
  }

  private static long micros(Instant at) {
    return at.getEpochSecond() * MICROS + at.getNano() / 1000;
  }

  private static long seconds(long micros) {
    return Math.max(1, Math.ceilDiv(micros, MICROS));
  }

  /** Forgets who has not called for longest: memory has a limit, whoever calls. */
  private static final class Kept extends LinkedHashMap<String, Bucket> {
    private static final long serialVersionUID = 1;

    Kept() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
      return size() > BUCKETS_MAX;
    }
  }
}
