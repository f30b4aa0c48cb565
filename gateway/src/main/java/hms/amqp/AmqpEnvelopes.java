package hms.amqp;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.message.Envelope;
import hms.domain.message.WireTime;
import io.vertx.amqp.AmqpMessage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;

/** Envelopes as AMQP messages: CloudEvents 1.0, binary mode. */
public final class AmqpEnvelopes {
  private static final long TTL_MAX_MILLIS = 0xFFFF_FFFFL;

  private AmqpEnvelopes() {}

  public static AmqpMessage write(Envelope envelope, String groupId) {
    Instant sentAt = WireTime.parse(envelope.sentAt()).orElseThrow();
    Instant expires = WireTime.parse(envelope.expires()).orElseThrow();
    var message =
        AmqpMessage.create()
            .durable(true)
            .id(envelope.id())
            .address(envelope.recipient())
            .contentType(envelope.dataContentType())
            .creationTime(sentAt.toEpochMilli())
            .expiryTime(expires.toEpochMilli())
            .groupId(groupId)
            .withBufferAsBody(Buffer.buffer(envelope.data()));
    // A ttl of 0 would be expired already; AMQP has 32 bits for it, 49 days.
    long ttl = expires.toEpochMilli() - sentAt.toEpochMilli();
    message.ttl(Math.clamp(ttl, 1, TTL_MAX_MILLIS));
    envelope.correlationId().ifPresent(message::correlationId);
    var attributes = new JsonObject(new HashMap<>(envelope.attributes()));
    return message.applicationProperties(attributes).build();
  }

  /** Refused as Untrusted, {@code malformed: ...}. */
  public static Outcome<Envelope> read(AmqpMessage message) {
    var properties = new HashMap<String, String>();
    var found = Optional.ofNullable(message.applicationProperties()).orElseGet(JsonObject::new);
    for (var property : found) {
      if (!(property.getValue() instanceof String text)) return malformed(property.getKey());
      properties.put(property.getKey(), text);
    }
    if (message.isBodyNull()) return malformed("no body");
    try {
      byte[] data = message.bodyAsBinary().getBytes();
      return Envelope.parse(properties, message.contentType(), data);
    } catch (IllegalStateException otherSection) {
      return malformed("body");
    }
  }

  private static Outcome<Envelope> malformed(String what) {
    return Outcome.refused(new Refusal.Untrusted("malformed: " + what));
  }
}
