package hms.gateway.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code webhook}: calling storefronts.
 *
 * @param poll how often to look although nobody called, 50ms to 1m
 * @param timeout how long a call may take in all, 100ms to 1m
 * @param loopback {@code localhost} may be called too: for tests and development only
 * @param trustFile certificates (PEM) of those who sign for receivers; empty: those that the JDK
 *     trusts
 */
public record WebhookConfig(
    Duration poll, Duration timeout, boolean loopback, Optional<Path> trustFile) {

  static WebhookConfig read(ConfigReader in) {
    String file = in.text("webhook.trust-file", "");
    in.check(
        file.isEmpty() || Files.isReadable(Path.of(file)),
        "webhook.trust-file: '%s' cannot be read".formatted(file));
    return new WebhookConfig(
        in.duration("webhook.poll", "1s", "50ms", "1m"),
        in.duration("webhook.timeout", "15s", "100ms", "1m"),
        in.flag("webhook.loopback", false),
        file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file)));
  }
}
