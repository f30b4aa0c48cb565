package hms.gateway.webhook;

import hms.domain.Outcome;
import hms.domain.webhook.Webhook.Terms;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be asked about webhooks. {@code seen} is the version that the caller saw. */
public sealed interface WebhookCommand {

  /**
   * Another address that is told what comes from now on.
   *
   * @param channel of which storefront; null: of the one that asks
   */
  record Create(@Nullable UUID channel, Terms terms) implements WebhookCommand {}

  /**
   * @param edit what is to hold, of what holds
   */
  record Edit(UUID webhook, long seen, Function<Terms, Outcome<Terms>> edit)
      implements WebhookCommand {}

  record Delete(UUID webhook, long seen) implements WebhookCommand {}

  /**
   * Another secret.
   *
   * @param keep how long the one of now signs too
   */
  record Rotate(UUID webhook, Duration keep) implements WebhookCommand {}

  /** A message that says nothing, now. */
  record Test(UUID webhook) implements WebhookCommand {}

  /**
   * What it was told before, once more.
   *
   * @param from the first number
   * @param to the last one; null: up to where it is
   */
  record Redeliver(UUID webhook, long from, @Nullable Long to) implements WebhookCommand {}
}
