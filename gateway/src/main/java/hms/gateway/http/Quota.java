package hms.gateway.http;

import java.time.Duration;

/**
 * How many requests one caller may send.
 *
 * @param name as callers see it: {@code office}, {@code sign-up}
 * @param requests at a time at most, and in each window on the average; at least 1
 * @param window in which a caller who has used all gets all back; at least a second
 */
public record Quota(String name, int requests, Duration window) {

  /** What a node allows, by who calls; the last three are for an address. */
  public record Plan(
      Quota artisan, Quota office, Quota storefront, Quota anyone, Quota signUp, Quota proof) {}

  /** {@code "office";q=1200;w=60}. Source: draft-ietf-httpapi-ratelimit-headers-10, 3. */
  String policy() {
    return '"' + name + "\";q=" + requests + ";w=" + window.toSeconds();
  }

  /** {@code "office";r=1199;t=1}: what is left, and in how many seconds there is more. */
  String left(long remaining, long seconds) {
    return '"' + name + "\";r=" + remaining + ";t=" + seconds;
  }
}
