package hms.gateway.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code http}: the API and the console.
 *
 * @param host loopback only, until TLS can be set
 * @param port 1 to 65535
 * @param publicUrl how browsers reach it; {@code http://host:port} unless set; plain HTTP on
 *     loopback only
 * @param trustedProxies addresses whose {@code X-Forwarded-For} is believed
 * @param jsonMaxBytes largest JSON body, 1KiB to 64MiB
 * @param imageMaxBytes largest picture, 1KiB to 100MiB
 * @param headerTimeout in which the headers of a request must have come, 100ms to 1m
 * @param requestTimeout in which a request must be done, 100ms to 1m
 * @param bodyTimeout in which a body must have come, 100ms to 10m
 * @param inFlight requests at a time before 503; 0 = 8 x pool, at least 40
 * @param publicFresh how long an answer of the catalogue is given without looking again, 0 to 30 s
 */
public record HttpConfig(
    String host,
    int port,
    URI publicUrl,
    List<String> trustedProxies,
    long jsonMaxBytes,
    long imageMaxBytes,
    Duration headerTimeout,
    Duration bodyTimeout,
    Duration requestTimeout,
    int inFlight,
    Duration publicFresh) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");
  private static final int PER_CONNECTION = 8;
  private static final int IN_FLIGHT_MIN = 40;

  static HttpConfig read(ConfigReader in, int poolSize) {
    String host = in.text("http.host", "127.0.0.1");
    in.check(LOOPBACK.contains(host), "http.host: '" + host + "' is not loopback, which needs TLS");
    int port = in.integer("http.port", "8080", 1, 65_535);
    String url = in.matching("http.public-url", "", "|https?://[^/ ]+", "http(s)://host:port");
    URI reached = URI.create(url.isEmpty() ? "http://" + host + ":" + port : url);
    in.check(
        url.isEmpty()
            || "https".equals(reached.getScheme())
            || LOOPBACK.contains(bare(reached.getHost())),
        "http.public-url: '%s' is plain HTTP beyond this machine: passwords and sessions need https"
            .formatted(reached));
    return new HttpConfig(
        host,
        port,
        reached,
        in.list("http.trusted-proxies", "[]", HttpConfig::address),
        in.size("http.json-max", "1MiB", "1KiB", "64MiB"),
        in.size("http.image-max", "10MiB", "1KiB", "100MiB"),
        in.duration("http.header-timeout", "10s", "100ms", "1m"),
        in.duration("http.body-timeout", "30s", "100ms", "10m"),
        in.duration("http.request-timeout", "10s", "100ms", "1m"),
        inFlight(in.integer("http.in-flight", "0", 0, 100_000), poolSize),
        in.duration("http.public-fresh", "1s", "0s", "30s"));
  }

  /** An address of IPv6 without its brackets. */
  private static String bare(@Nullable String host) {
    return host == null ? "" : host.replaceAll("[\\[\\]]", "");
  }

  /** Never looked up: a name would be believed as whatever answers to it. */
  private static String address(String text) {
    if (!text.matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*")) {
      throw new IllegalArgumentException("expected addresses such as 127.0.0.1");
    }
    return text;
  }

  private static int inFlight(int configured, int poolSize) {
    return configured == 0 ? Math.max(IN_FLIGHT_MIN, PER_CONNECTION * poolSize) : configured;
  }
}
