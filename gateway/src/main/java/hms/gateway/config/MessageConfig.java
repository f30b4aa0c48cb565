package hms.gateway.config;

import java.time.Duration;

/**
 * {@code message}: what is exchanged with artisans.
 *
 * @param skew how far the clock of a sender may be off, 1s to 1h
 * @param expiry how long a message of the office stays valid, 1h to 30d
 * @param holdMax messages of one sender kept while an earlier one is missing, 0 to 10000
 */
public record MessageConfig(Duration skew, Duration expiry, int holdMax) {

  static MessageConfig read(ConfigReader in) {
    return new MessageConfig(
        in.duration("message.skew", "5m", "1s", "1h"),
        in.duration("message.expiry", "30d", "1h", "30d"),
        in.integer("message.hold-max", "100", 0, 10_000));
  }
}
