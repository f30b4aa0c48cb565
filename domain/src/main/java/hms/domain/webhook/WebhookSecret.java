package hms.domain.webhook;

import hms.domain.message.HmacSecret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

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
   * The header {@code webhook-signature}: a signature by each of the secrets, with a space between.
   * A receiver takes the message if one of them is right.
   *
   * @param timestamp of the attempt, seconds since 1970
   */
  public static String signatures(
      List<WebhookSecret> secrets, UUID id, long timestamp, byte[] body) {
    return secrets.stream()
        .map(secret -> secret.signature(id, timestamp, body))
        .collect(Collectors.joining(" "));
  }

  /**
   * {@code v1,} and the base64 of HMAC-SHA256 over id, timestamp and body with full stops between.
   */
  public String signature(UUID id, long timestamp, byte[] body) {
    var signed = new ByteArrayOutputStream();
    signed.writeBytes((id + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII));
    signed.writeBytes(body);
    return SYMMETRIC + Base64.getEncoder().encodeToString(secret.mac(signed.toByteArray()));
  }
}
