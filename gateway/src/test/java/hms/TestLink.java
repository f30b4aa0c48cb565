package hms;

import static hms.TestMaker.answered;
import static org.assertj.core.api.Assertions.assertThat;

import hms.amqp.AmqpEnvelopes;
import hms.domain.message.Direction;
import hms.domain.message.Envelope;
import hms.domain.message.EnvelopeDraft;
import hms.domain.message.Party;
import hms.domain.message.Queues;
import hms.domain.message.Signer;
import io.vertx.amqp.AmqpClient;
import io.vertx.amqp.AmqpClientOptions;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpSender;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** An artisan's link to the broker on which anything at all can be sent. */
public final class TestLink {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final TestMaker maker;
  private final AmqpSender sender;
  private final Map<String, JsonObject> replies = new ConcurrentHashMap<>();
  private final List<String> order = new CopyOnWriteArrayList<>();

  private TestLink(TestMaker maker, AmqpSender sender) {
    this.maker = maker;
    this.sender = sender;
  }

  /** A link of an artisan that has sent nothing yet. */
  public static TestLink of(TestMaker maker) {
    var broker = TestOffice.get().broker();
    var options =
        new AmqpClientOptions()
            .setHost(broker.host())
            .setPort(broker.port())
            .setUsername(maker.account().user())
            .setPassword(maker.account().password());
    var connection = answered(AmqpClient.create(TestOffice.get().vertx(), options).connect());
    var link = new TestLink(maker, answered(connection.createSender(Queues.OFFICE)));
    String own = Queues.artisan(maker.enrolment().queueId());
    answered(connection.createReceiver(own)).handler(link::received);
    return link;
  }

  /** A message as an app would write it, unsigned. */
  public EnvelopeDraft draft(long number, String name, String data) {
    Instant now = Instant.now();
    return Envelope.draft()
        .id(Bodies.newId())
        .from(new Party.Artisan(maker.oid()))
        .to(Queues.OFFICE)
        .type(name, 1, 0)
        .sequence(number)
        .time(now)
        .sent(now, now.plus(Duration.ofDays(7)))
        .data(data.getBytes(StandardCharsets.UTF_8));
  }

  /** A genuine message, sent. */
  public Envelope send(long number, String name, String data) {
    return send(draft(number, name, data));
  }

  public Envelope send(EnvelopeDraft draft) {
    var envelope = signed(draft);
    send(envelope);
    return envelope;
  }

  public Envelope signed(EnvelopeDraft draft) {
    var own = maker.enrolment();
    return new Signer(own.key(), own.secret()).sign(draft, Direction.IN);
  }

  /** These very bytes. */
  public void send(Envelope envelope) {
    send(AmqpEnvelopes.write(envelope, maker.enrolment().queueId()));
  }

  public void send(AmqpMessage message) {
    answered(sender.sendWithAck(message));
  }

  /** What came of a message. */
  public JsonObject reply(Envelope to) {
    Awaitility.await(to + "")
        .pollInterval(Duration.ofMillis(5))
        .atMost(LIMIT)
        .until(() -> replies.containsKey(to.id()));
    return replies.get(to.id());
  }

  /** The ids of the messages that were answered, in the order of the replies. */
  public List<String> answeredIds() {
    return List.copyOf(order);
  }

  /** The highest number that the office has taken. */
  public long lastIn() {
    return TestOffice.get()
        .count("select last_in from streams where recipient_oid = $1", maker.oid());
  }

  public TestMaker maker() {
    return maker;
  }

  /** Events of this kind about messages of this artisan's. */
  public long events(String kind, UUID message) {
    return TestOffice.get()
        .count(
            "select count(*) from security_events where kind = $1 and message_id = $2",
            kind,
            message.toString());
  }

  /** Waits until the office has put a message down as this. */
  public void mustBe(String kind, Envelope message) {
    Awaitility.await(kind)
        .atMost(LIMIT)
        .until(() -> events(kind, UUID.fromString(message.id())) == 1);
    assertThat(replies).doesNotContainKey(message.id());
  }

  private void received(AmqpMessage message) {
    var envelope = AmqpEnvelopes.read(message).orThrow();
    envelope
        .correlationId()
        .ifPresent(id -> {
          order.add(id);
          replies.put(id, new JsonObject(new String(envelope.data(), StandardCharsets.UTF_8)));
        });
  }
}
