package hms.gateway.webhook;

import hms.domain.webhook.Webhook;
import hms.gateway.command.ShownOnce;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What comes of a command about a webhook.
 *
 * @param secret shown once; null else
 * @param message the id of the test that was asked for; null else
 */
public record WebhookResult(Webhook webhook, @Nullable String secret, @Nullable UUID message)
    implements ShownOnce<WebhookResult> {

  static WebhookResult of(Webhook webhook) {
    return new WebhookResult(webhook, null, null);
  }

  @Override
  public WebhookResult withoutSecrets() {
    return new WebhookResult(webhook, null, message);
  }

  @Override
  public String toString() {
    return "WebhookResult[" + webhook.oid() + "]";
  }
}
