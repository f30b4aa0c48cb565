package hms.domain.webhook;

import hms.domain.message.HmacSecret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/**
 * Signs what is sent to a webhook. Source: Standard Webhooks 1.0, signature scheme.
 *
 * @param secret 32 bytes, which the storefront was shown once
 */
public record WebhookSecret(HmacSecret secret) {
  private static final String PREFIX = "whsec_";
  private static final String SYMMETRIC = "v1,";

  /** As its storefront is shown it: {@code whsec_} and base64. */
  public String text() {
    return PREFIX + Base64.getEncoder().encodeToString(secret.bytes());
  }

  /**
   * The header {@code webhook-signature}: {@code v1,} and the base64 of HMAC-SHA256 over id,
   * timestamp and body with full stops between.
   *
   * @param timestamp of the attempt, seconds since 1970
   */
  public String signature(UUID id, long timestamp, byte[] body) {
    var signed = new ByteArrayOutputStream();
    signed.writeBytes((id + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII));
    signed.writeBytes(body);
    return SYMMETRIC + Base64.getEncoder().encodeToString(secret.mac(signed.toByteArray()));
  }
}
