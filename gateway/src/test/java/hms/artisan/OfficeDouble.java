package hms.artisan;

import static java.nio.charset.StandardCharsets.UTF_8;

import hms.amqp.AmqpEnvelopes;
import hms.domain.Outcome;
import hms.domain.Outcome.Done;
import hms.domain.Outcome.Refused;
import hms.domain.message.Direction;
import hms.domain.message.Envelope;
import hms.domain.message.Party;
import hms.domain.message.Queues;
import hms.domain.message.Verifier;
import hms.gateway.embedded.EmbeddedBroker;
import io.vertx.amqp.AmqpClient;
import io.vertx.amqp.AmqpClientOptions;
import io.vertx.amqp.AmqpConnection;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpReceiverOptions;
import io.vertx.amqp.AmqpSender;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An office of its own writing: verifies, takes each id once, answers in order. */
final class OfficeDouble {
  final List<Envelope> genuine = new CopyOnWriteArrayList<>();
  final List<String> rejected = new CopyOnWriteArrayList<>();
  private final Vertx vertx;
  private final Enrolled artisan;
  private volatile boolean answers = true;
  private volatile long lastIn;
  private volatile long lastOut;
  private @Nullable AmqpSender sender;

  OfficeDouble(Vertx vertx, Enrolled artisan) {
    this.vertx = vertx;
    this.artisan = artisan;
  }

  /** Takes messages, but lets none know. */
  void silent(boolean silent) {
    answers = !silent;
  }

  /** Another device of the artisan has sent so much. */
  void hasTaken(long number) {
    lastIn = number;
  }

  Future<Void> open(EmbeddedBroker broker) {
    var options =
        new AmqpClientOptions()
            .setHost(broker.host())
            .setPort(broker.port())
            .setUsername(EmbeddedBroker.OFFICE_USER)
            .setPassword(broker.officePassword());
    return AmqpClient.create(vertx, options).connect().compose(this::links);
  }

  Future<Void> send(Envelope envelope) {
    return Objects.requireNonNull(sender)
        .sendWithAck(AmqpEnvelopes.write(envelope, artisan.queueId()));
  }

  Future<Void> tell(String name, JsonObject data) {
    return send(
        Letters.SIGNER.sign(
            Letters.toArtisan(++lastOut).type(name, 1, 0).data(data.toBuffer().getBytes()),
            Direction.OUT));
  }

  private Future<Void> links(AmqpConnection connection) {
    var manual = new AmqpReceiverOptions().setAutoAcknowledgement(false);
    return connection
        .createSender(artisan.address())
        .onSuccess(made -> sender = made)
        .compose(made -> connection.createReceiver(Queues.OFFICE, manual))
        .onSuccess(receiver -> receiver.handler(this::receive))
        .mapEmpty();
  }

  private void receive(AmqpMessage message) {
    var verifier = new Verifier(artisan.key(), artisan.secret());
    Outcome<Envelope> outcome =
        AmqpEnvelopes.read(message).then(each -> verifier.verify(each, Direction.IN));
    switch (outcome) {
      case Refused<Envelope>(var why) -> {
        rejected.add(why.toString());
        var settled = message.rejected();
      }
      case Done<Envelope>(var envelope) -> {
        genuine.add(envelope);
        var settled = message.accepted();
        if (answers) answer(envelope);
      }
    }
  }

  private void answer(Envelope envelope) {
    JsonObject reply = outcome(envelope);
    send(Letters.SIGNER.sign(
            Letters.toArtisan(++lastOut)
                .type("reply", 1, 0)
                .id(UUID.randomUUID())
                .from(new Party.Office())
                .answers(envelope.id())
                .sent(Instant.now(), Instant.now().plus(Duration.ofDays(30)))
                .data(reply.toBuffer().getBytes()),
            Direction.OUT))
        .onFailure(brokerAway -> {}); // the artisan will send again
  }

  private JsonObject outcome(Envelope envelope) {
    if (envelope.sequence() <= lastIn) return returned("sequence_taken");
    if (envelope.type().equals("hms.work_order.dance.v1")) return returned("unknown_type");
    lastIn = envelope.sequence();
    return new JsonObject().put("status", "applied").put("echo", text(envelope));
  }

  private JsonObject returned(String code) {
    return new JsonObject()
        .put("status", "refused")
        .put("lastIn", lastIn)
        .put("problem", new JsonObject().put("code", code));
  }

  private static String text(Envelope envelope) {
    return new String(envelope.data(), UTF_8);
  }
}
