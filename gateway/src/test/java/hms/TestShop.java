package hms;

import static hms.TestMaker.answered;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.amqp.AmqpEnvelopes;
import hms.domain.message.Direction;
import hms.domain.message.Ed25519PublicKey;
import hms.domain.message.Envelope;
import hms.domain.message.Queues;
import hms.domain.message.Verifier;
import io.vertx.amqp.AmqpClient;
import io.vertx.amqp.AmqpClientOptions;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A storefront of its own for a test, which reads what it is told and believes nothing unsigned.
 */
public final class TestShop {
  private final String token = TestOffice.get().newStorefront();
  private final UUID oid =
      UUID.fromString(Ask.get("/channels").by(token).send().good().at("/items/0/oid").asText());
  private long read;

  public String token() {
    return token;
  }

  public UUID oid() {
    return oid;
  }

  /** Its messages beyond what it has read, once there is one; none after so many seconds. */
  public List<JsonObject> fetches(int waitSeconds) {
    var answer =
        Ask.get("/messages?after=" + read + "&wait=" + waitSeconds).by(token).send().good();
    var all = new ArrayList<JsonObject>();
    if (answer.status() == 204) return all;
    for (var event : answer.json()) {
      var envelope = verified(envelope(event));
      assertThat(envelope.sequence()).isEqualTo(++read);
      all.add(told(envelope));
    }
    return all;
  }

  /** What comes to its queue from now on; it has an account at the broker. */
  public Queue<JsonObject> listens() {
    var account =
        Ask.post("/channels/" + oid + "/broker-account").by(token).body("{}").send().good();
    var broker = TestOffice.get().broker();
    var options =
        new AmqpClientOptions()
            .setHost(broker.host())
            .setPort(broker.port())
            .setUsername(account.at("/user").asText())
            .setPassword(account.at("/password").asText());
    var heard = new LinkedBlockingQueue<JsonObject>();
    var connection = answered(AmqpClient.create(TestOffice.get().vertx(), options).connect());
    answered(connection.createReceiver(Queues.channel(oid)))
        .handler(message -> heard.add(told(verified(AmqpEnvelopes.read(message).orThrow()))));
    return heard;
  }

  private static JsonObject told(Envelope envelope) {
    return new JsonObject()
        .put("type", envelope.type())
        .put("subject", envelope.subject().orElse(""))
        .put("data", new JsonObject(new String(envelope.data(), StandardCharsets.UTF_8)));
  }

  private Envelope verified(Envelope envelope) {
    var key = Ask.get("/keys/office").send().good();
    var check = Ed25519PublicKey.parse(key.at("/publicKey").asText()).orThrow();
    assertThat(envelope.recipient()).isEqualTo(Queues.channel(oid));
    return new Verifier(UUID.fromString(key.at("/key").asText()), check)
        .verify(envelope, Direction.OUT)
        .orThrow();
  }

  private static Envelope envelope(JsonNode event) {
    var properties = new HashMap<String, String>();
    event
        .properties()
        .forEach(each -> properties.put("cloudEvents_" + each.getKey(), each.getValue().asText()));
    properties.remove("cloudEvents_datacontenttype");
    properties.remove("cloudEvents_data_base64");
    byte[] data = Base64.getDecoder().decode(event.path("data_base64").asText());
    return Envelope.parse(properties, event.path("datacontenttype").asText(), data).orThrow();
  }
}
