package hms.artisan;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.message.Envelope;
import hms.domain.message.WireTime;
import io.vertx.amqp.AmqpMessage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;

/** Envelopes as AMQP messages: CloudEvents 1.0, binary mode. */
final class AmqpEnvelopes {
  private AmqpEnvelopes() {}

  static AmqpMessage write(Envelope envelope, String groupId) {
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
    // A ttl of 0 would be expired already.
    message.ttl(Math.max(1, expires.toEpochMilli() - sentAt.toEpochMilli()));
    envelope.correlationId().ifPresent(message::correlationId);
    var attributes = new JsonObject();
    envelope.attributes().forEach(attributes::put);
    return message.applicationProperties(attributes).build();
  }

  /** Refused as Untrusted, {@code malformed: ...}. */
  static Outcome<Envelope> read(AmqpMessage message) {
    var properties = new HashMap<String, String>();
    for (var property : message.applicationProperties()) {
      if (!(property.getValue() instanceof String text)) return malformed(property.getKey());
      properties.put(property.getKey(), text);
    }
    try {
      byte[] data = message.isBodyNull() ? new byte[0] : message.bodyAsBinary().getBytes();
      return Envelope.parse(properties, message.contentType(), data);
    } catch (IllegalStateException otherSection) {
      return malformed("body");
    }
  }

  private static Outcome<Envelope> malformed(String what) {
    return Outcome.refused(new Refusal.Untrusted("malformed: " + what));
  }
}
