package hms.gateway.config;

import java.time.Duration;

/**
 * {@code operation}: long work, such as exports.
 *
 * @param atOnce how many run at a time on this node, 1 to 16
 * @param lease after which silence another node goes on with one, 1s to 5m
 * @param poll how often to look for what other nodes left, 50ms to 1m
 */
public record OperationConfig(int atOnce, Duration lease, Duration poll) {

  static OperationConfig read(ConfigReader in) {
    return new OperationConfig(
        in.integer("operation.at-once", "2", 1, 16),
        in.duration("operation.lease", "10s", "1s", "5m"),
        in.duration("operation.poll", "1s", "50ms", "1m"));
  }
}
