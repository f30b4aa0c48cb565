package hms.gateway.message;

import hms.domain.message.Queues;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpMessageBuilder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** AMQP messages that no app would write. */
final class RawMessages {
  private RawMessages() {}

  /** One of these application properties, with a data section. */
  static AmqpMessage of(Map<String, ?> properties, String data) {
    return with(properties).withBufferAsBody(Buffer.buffer(data)).build();
  }

  /** The same, its body yet to be given. */
  static AmqpMessageBuilder with(Map<String, ?> properties) {
    return AmqpMessage.create()
        .durable(true)
        .address(Queues.OFFICE)
        .contentType("application/json")
        .applicationProperties(new JsonObject(new HashMap<>(properties)));
  }
}
