package hms;

import static hms.TestMaker.answered;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.amqp.AmqpEnvelopes;
import hms.domain.message.Direction;
import hms.domain.message.Ed25519PublicKey;
import hms.domain.message.Envelope;
import hms.domain.message.EnvelopeDraft;
import hms.domain.message.HmacSecret;
import hms.domain.message.KeyAgreement;
import hms.domain.message.KeyProof;
import hms.domain.message.Party;
import hms.domain.message.Queues;
import hms.domain.message.Signer;
import hms.domain.message.Verifier;
import hms.storage.DomainJson;
import io.vertx.amqp.AmqpClient;
import io.vertx.amqp.AmqpClientOptions;
import io.vertx.amqp.AmqpConnection;
import io.vertx.amqp.AmqpSender;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.awaitility.Awaitility;

/**
 * A storefront of its own for a test, which reads what it is told and believes nothing unsigned.
 */
public final class TestShop {
  private final String token = TestOffice.get().newStorefront();
  private final UUID oid =
      UUID.fromString(Ask.get("/channels").by(token).send().good().at("/items/0/oid").asText());
  private final Map<UUID, HmacSecret> own = new ConcurrentHashMap<>();
  private Signer signer;
  private AmqpConnection connection;
  private AmqpSender sender;
  private Queue<JsonObject> heard;
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
    heard = new LinkedBlockingQueue<>();
    answered(connection().createReceiver(Queues.channel(oid)))
        .handler(message -> heard.add(told(verified(AmqpEnvelopes.read(message).orThrow()))));
    return heard;
  }

  /** It signs from now on; what it hears is signed by the same key. */
  public UUID signs() {
    var pair = KeyAgreement.generate(new SecureRandom());
    var wanted = DomainJson.object().put("algorithm", "hmac_sha256");
    var issued =
        Ask.post("/channels/" + oid + "/keys")
            .by(token)
            .body(wanted.put("agreeKey", pair.agreeKey()))
            .send()
            .good();
    var key = UUID.fromString(issued.at("/key").asText());
    var secret =
        pair.secretForArtisan(issued.at("/agreeKey").asText(), key, KeyAgreement.rotationSalt())
            .orThrow();
    String proof = new KeyProof(key, issued.at("/challenge").asText()).sign(secret);
    new Ask("POST", "/keys/" + key + "/prove")
        .body(DomainJson.object().put("signature", proof))
        .send()
        .good();
    own.put(key, secret);
    signer = new Signer(key, secret);
    return key;
  }

  /** A genuine message, sent to the office. */
  public Envelope sends(long number, String name, Object data) {
    var envelope = signed(draft(number, name, data));
    sends(envelope);
    return envelope;
  }

  public Envelope signed(EnvelopeDraft draft) {
    return signer.sign(draft, Direction.IN);
  }

  /** These very bytes. */
  public void sends(Envelope envelope) {
    if (sender == null) sender = answered(connection().createSender(Queues.OFFICE));
    answered(sender.sendWithAck(AmqpEnvelopes.write(envelope, oid.toString())));
  }

  /** A message as a storefront would write it, unsigned. */
  public EnvelopeDraft draft(long number, String name, Object data) {
    Instant now = Instant.now();
    return Envelope.draft()
        .id(Bodies.newId())
        .from(new Party.Channel(oid))
        .to(Queues.OFFICE)
        .type(name, 1, 0)
        .sequence(number)
        .time(now)
        .sent(now, now.plus(Duration.ofDays(7)))
        .data(data.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** What became of a message. */
  public JsonObject reply(Envelope to) {
    if (heard == null) throw new IllegalStateException("it does not listen");
    Awaitility.await(to + "")
        .atMost(Duration.ofSeconds(30))
        .until(() -> heard.stream().anyMatch(each -> answers(each, to)));
    return heard.stream()
        .filter(each -> answers(each, to))
        .findFirst()
        .orElseThrow()
        .getJsonObject("data");
  }

  private static boolean answers(JsonObject message, Envelope to) {
    return message.getString("answers").equals(to.id());
  }

  private AmqpConnection connection() {
    if (connection != null) return connection;
    var account =
        Ask.post("/channels/" + oid + "/broker-account").by(token).body("{}").send().good();
    var broker = TestOffice.get().broker();
    var options =
        new AmqpClientOptions()
            .setHost(broker.host())
            .setPort(broker.port())
            .setUsername(account.at("/user").asText())
            .setPassword(account.at("/password").asText());
    connection = answered(AmqpClient.create(TestOffice.get().vertx(), options).connect());
    return connection;
  }

  private static JsonObject told(Envelope envelope) {
    return new JsonObject()
        .put("type", envelope.type())
        .put("answers", envelope.correlationId().orElse(""))
        .put("subject", envelope.subject().orElse(""))
        .put("data", new JsonObject(new String(envelope.data(), StandardCharsets.UTF_8)));
  }

  private Envelope verified(Envelope envelope) {
    var secret = own.get(UUID.fromString(envelope.keyId()));
    assertThat(envelope.recipient()).isEqualTo(Queues.channel(oid));
    if (secret != null) {
      return new Verifier(UUID.fromString(envelope.keyId()), secret)
          .verify(envelope, Direction.OUT)
          .orThrow();
    }
    var key = Ask.get("/keys/office").send().good();
    var check = Ed25519PublicKey.parse(key.at("/publicKey").asText()).orThrow();
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
