package hms.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.Outcome.Refused;
import hms.domain.message.Direction;
import hms.domain.message.Envelope;
import hms.domain.message.HmacSecret;
import hms.domain.message.Party;
import hms.domain.message.Queues;
import hms.domain.message.Signer;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpMessageBuilder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Envelopes as AMQP messages. */
class AmqpEnvelopesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T16:12:03.123456Z");
  private static final Envelope ENVELOPE =
      new Signer(UUID.randomUUID(), new HmacSecret(new byte[32]))
          .sign(
              Envelope.draft()
                  .id(UUID.randomUUID())
                  .from(new Party.Office())
                  .to(Queues.artisan(Queues.newId(new byte[16])))
                  .type("reply", 1, 0)
                  .answers(UUID.randomUUID().toString())
                  .sequence(1)
                  .time(NOW)
                  .sent(NOW, NOW.plus(Duration.ofDays(30)))
                  .data("{}".getBytes(StandardCharsets.UTF_8)),
              Direction.OUT);

  @Test
  void what_is_written_is_read_again() {
    AmqpMessage message = AmqpEnvelopes.write(ENVELOPE, "art-x");

    assertThat(AmqpEnvelopes.read(message)).isEqualTo(Outcome.done(ENVELOPE));
    assertThat(message.isDurable()).isTrue();
    assertThat(message.id()).isEqualTo(ENVELOPE.id());
    assertThat(message.address()).isEqualTo(ENVELOPE.recipient());
    assertThat(message.correlationId()).isEqualTo(ENVELOPE.correlationId().orElseThrow());
    assertThat(message.groupId()).isEqualTo("art-x");
    assertThat(message.ttl()).isEqualTo(Duration.ofDays(30).toMillis());
  }

  @Test
  void a_property_that_is_no_text_is_refused() {
    var properties = properties().put("cloudEvents_sequence", 1);

    assertRefused(properties, "application/json");
  }

  @Test
  void a_body_of_another_kind_or_none_is_refused() {
    var text = json().withBody("{}").build();
    var none = json().build();

    assertThat(AmqpEnvelopes.read(text)).isInstanceOf(Refused.class);
    assertThat(AmqpEnvelopes.read(none)).isInstanceOf(Refused.class);
  }

  @Test
  void a_message_without_content_type_or_properties_is_refused() {
    assertRefused(properties(), "text/plain");
    var bare = AmqpMessage.create().withBufferAsBody(Buffer.buffer("{}")).build();

    assertThat(AmqpEnvelopes.read(bare)).isInstanceOf(Refused.class);
  }

  private static AmqpMessageBuilder json() {
    return AmqpMessage.create().applicationProperties(properties()).contentType("application/json");
  }

  private static JsonObject properties() {
    var properties = new JsonObject();
    ENVELOPE.attributes().forEach(properties::put);
    return properties;
  }

  private static void assertRefused(JsonObject properties, String contentType) {
    var message =
        AmqpMessage.create()
            .applicationProperties(properties)
            .contentType(contentType)
            .withBufferAsBody(Buffer.buffer(ENVELOPE.data()))
            .build();

    assertThat(AmqpEnvelopes.read(message)).isInstanceOf(Refused.class);
  }
}
