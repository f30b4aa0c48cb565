package hms.gateway.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.webhook.WebhookSecret;
import hms.storage.DomainJson;
import hms.storage.OutgoingMessage;
import hms.storage.Timestamps;
import hms.storage.pg.PgOutbox.Numbered;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is sent to a webhook: the same bytes each time it is tried. Source: Standard Webhooks 1.0,
 * payload structure and headers.
 */
record Letter(UUID id, byte[] body) {
  private static final String TEST = "hms.webhook.test.v1";

  /** A message of the stream: {@code type}, {@code timestamp}, {@code data}, and its number. */
  static Letter of(Numbered row) {
    OutgoingMessage message = row.message();
    String data = new String(message.payload(), StandardCharsets.UTF_8);
    ObjectNode said = said(message.type(), message.created()).put("sequence", row.sequence());
    if (message.subject() != null) said.put("subject", message.subject());
    if (message.correlation() != null) said.put("answers", message.correlation().toString());
    return new Letter(
        message.id(), DomainJson.bytes(said.set("data", DomainJson.own(data, JsonNode.class))));
  }

  /** One that says nothing. */
  static Letter test(UUID id, UUID webhook, Instant now) {
    var data = DomainJson.object().put("webhook", webhook.toString());
    return new Letter(id, DomainJson.bytes(said(TEST, now).set("data", data)));
  }

  private static ObjectNode said(String type, Instant at) {
    return DomainJson.object().put("type", type).put("timestamp", Timestamps.text(at));
  }

  /** Signed by each of the secrets for an attempt that is made now. */
  Map<String, String> headers(List<WebhookSecret> secrets, Instant now) {
    long timestamp = now.getEpochSecond();
    var headers = new HashMap<String, String>();
    headers.put("content-type", "application/json");
    headers.put("user-agent", "HMS-Webhooks/1");
    headers.put("webhook-id", id.toString());
    headers.put("webhook-timestamp", String.valueOf(timestamp));
    headers.put("webhook-signature", WebhookSecret.signatures(secrets, id, timestamp, body));
    return headers;
  }
}
