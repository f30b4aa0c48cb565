package hms.gateway.config;

import java.time.Duration;

/**
 * {@code metrics}: what a gateway measures.
 *
 * @param poll how often queues are looked at in the database, 100ms to 5m
 */
public record MetricsConfig(Duration poll) {

  static MetricsConfig read(ConfigReader in) {
    return new MetricsConfig(in.duration("metrics.poll", "15s", "100ms", "5m"));
  }
}
