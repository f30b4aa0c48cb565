package hms.gateway.config;

import java.time.Duration;

/**
 * {@code deadline}: what the house does by itself.
 *
 * @param poll how often to look for what is due, 50ms to 1m
 */
public record DeadlineConfig(Duration poll) {

  static DeadlineConfig read(ConfigReader in) {
    return new DeadlineConfig(in.duration("deadline.poll", "1s", "50ms", "1m"));
  }
}
