package hms.gateway.config;

import java.net.URI;
import java.util.Optional;

/**
 * {@code trace}: where spans are told to.
 *
 * @param endpoint of an OTLP collector over HTTP, {@code http://127.0.0.1:4318}; empty: no spans
 * @param percent of the traces that begin here, 0 to 100; of others their beginning decides
 */
public record TraceConfig(Optional<URI> endpoint, int percent) {

  static TraceConfig read(ConfigReader in) {
    String url = in.matching("trace.endpoint", "", "|https?://[^ ]+", "http(s)://host:port");
    return new TraceConfig(
        url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url)),
        in.integer("trace.percent", "5", 0, 100));
  }
}
