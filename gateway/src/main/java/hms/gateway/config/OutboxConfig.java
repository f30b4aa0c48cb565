package hms.gateway.config;

import java.time.Duration;

/**
 * {@code outbox}: sending what was committed.
 *
 * @param poll how often to look although nobody called, 50ms to 1m
 */
public record OutboxConfig(Duration poll) {

  static OutboxConfig read(ConfigReader in) {
    return new OutboxConfig(in.duration("outbox.poll", "1s", "50ms", "1m"));
  }
}
