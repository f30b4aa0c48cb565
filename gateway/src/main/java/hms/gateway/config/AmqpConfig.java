package hms.gateway.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code amqp}: the broker.
 *
 * @param url {@code amqp://host:port}
 * @param passwordFile required by gateway
 * @param reconnectMin first pause after a lost link, 10ms to 1m; doubles up to
 * @param reconnectMax 100ms to 10m
 * @param artemis whether it is Apache ActiveMQ Artemis and lets this user manage it
 */
public record AmqpConfig(
    URI url,
    String user,
    Optional<Path> passwordFile,
    Duration reconnectMin,
    Duration reconnectMax,
    boolean artemis) {

  /** Reads the password now. */
  public String password() {
    return SecretFiles.read(passwordFile.orElseThrow());
  }

  static AmqpConfig read(ConfigReader in, boolean needed) {
    var config =
        new AmqpConfig(
            in.url("amqp.url", "amqp://127.0.0.1:5672", "amqp"),
            in.text("amqp.user", "office"),
            in.secretFile("amqp.password-file", needed),
            in.duration("amqp.reconnect-min", "200ms", "10ms", "1m"),
            in.duration("amqp.reconnect-max", "30s", "100ms", "10m"),
            in.flag("amqp.artemis", false));
    in.check(
        config.reconnectMin.compareTo(config.reconnectMax) <= 0,
        "amqp.reconnect-min is above amqp.reconnect-max");
    return config;
  }
}
