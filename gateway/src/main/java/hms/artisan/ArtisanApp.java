package hms.artisan;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import hms.domain.Outcome;
import hms.domain.message.Envelope;
import hms.domain.message.EnvelopeDraft;
import hms.domain.message.Party;
import hms.domain.message.Queues;
import hms.domain.message.Signer;
import hms.domain.message.Verifier;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An artisan that talks with the office by signed, numbered messages over AMQP.
 *
 * <p>A message is kept until its reply is here and sent again after each reconnect: same id, same
 * number, newly stamped. Office messages are handed out once and in order. State is in memory only;
 * whoever starts anew passes {@link #positions()} on. Any thread may call; work is done on the
 * verticle's own context.
 */
public final class ArtisanApp extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(ArtisanApp.class);
  private static final String REPLY = "hms.reply.v1";

  private final Enrolled enrolled;
  private final BrokerAccount account;
  private final InstantSource clock = Clock.systemUTC();
  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private final OutgoingStream outgoing;
  private final IncomingStream incoming;
  private final Map<String, Promise<JsonObject>> replies = new HashMap<>();
  private final Inbox inbox = new Inbox();
  private @Nullable AmqpOfficeLink link;
  private volatile @Nullable Envelope lastSent;

  private ArtisanApp(Enrolled enrolled, BrokerAccount account, Positions from) {
    this.enrolled = enrolled;
    this.account = account;
    this.outgoing = new OutgoingStream(new Signer(enrolled.key(), enrolled.secret()), from.sent());
    this.incoming =
        new IncomingStream(
            new Verifier(enrolled.key(), enrolled.secret()), enrolled.address(), from.received());
  }

  /** Connects an artisan that has exchanged nothing yet; fails if the broker does not let it in. */
  public static Future<ArtisanApp> connect(Vertx vertx, Enrolled enrolled, BrokerAccount account) {
    return connect(vertx, enrolled, account, Positions.START);
  }

  /** Connects an artisan that has come so far. */
  public static Future<ArtisanApp> connect(
      Vertx vertx, Enrolled enrolled, BrokerAccount account, Positions from) {
    var app = new ArtisanApp(enrolled, account, from);
    return vertx.deployVerticle(app).map(app);
  }

  @Override
  public Future<?> start() {
    link = new AmqpOfficeLink(vertx, enrolled, account, new OnLink(), ThreadLocalRandom.current());
    return link.open();
  }

  @Override
  public Future<?> stop() {
    var closed = new IllegalStateException("the app was closed");
    replies.values().forEach(reply -> reply.fail(closed));
    inbox.close(closed);
    return link().close();
  }

  /**
   * Sends a message of type {@code hms.<name>.v1}, schema 1.0, and completes with the data of its
   * reply: {@code status}, and what belongs to it. Fails if 1,000 wait already, or on close.
   *
   * @param name such as {@code work_order.accept}
   * @param data with {@code oid} if it is about an object
   */
  public Future<JsonObject> send(String name, JsonObject data) {
    return here(() -> {
      Envelope envelope = outgoing.add(draft(name, data), clock.instant());
      Promise<JsonObject> reply = Promise.promise();
      replies.put(envelope.id(), reply);
      transmit(envelope);
      return reply.future();
    });
  }

  /** Sends these very bytes, outside the stream; completes when the broker has them. */
  public Future<Void> sendRaw(Envelope envelope) {
    return here(() -> link().send(envelope));
  }

  /** The last envelope that was sent, in its last form. */
  public Optional<Envelope> lastSent() {
    return Optional.ofNullable(lastSent);
  }

  /** Office messages but replies that nobody has taken by {@link #next}, oldest first. */
  public List<Received> received() {
    return inbox.messages();
  }

  /** Takes the oldest office message that fits, or waits for it. Each is handed out once. */
  public Future<Received> next(Predicate<Received> wanted) {
    return here(() -> inbox.next(wanted));
  }

  /** How far both streams have come. */
  public Future<Positions> positions() {
    return here(() -> Future.succeededFuture(new Positions(outgoing.last(), incoming.last())));
  }

  /** Closes the link; whatever waits for an answer fails. */
  public Future<Void> close() {
    return vertx.undeploy(deploymentID());
  }

  private EnvelopeDraft draft(String name, JsonObject data) {
    var draft =
        Envelope.draft()
            .id(ids.generate())
            .from(new Party.Artisan(enrolled.artisan()))
            .to(Queues.OFFICE)
            .type(name, 1, 0)
            .time(clock.instant())
            .data(data.toBuffer().getBytes());
    String oid = data.getString("oid");
    return oid == null ? draft : draft.about(UUID.fromString(oid));
  }

  private void transmit(Envelope envelope) {
    lastSent = envelope;
    link().send(envelope).onFailure(failure -> {}); // it waits, and goes out after the reconnect
  }

  private void apply(Delivery delivery) {
    Envelope envelope = delivery.envelope();
    try {
      var message = new Received(envelope, new JsonObject(new String(envelope.data(), UTF_8)));
      if (envelope.type().equals(REPLY)) {
        settle(envelope.correlationId().orElse(""), message.data());
      } else {
        inbox.offer(message);
      }
    } catch (DecodeException defect) {
      LOG.atError().addKeyValue("message", envelope.id()).log("data of the office are no JSON");
    }
    delivery.accept().run();
  }

  private void settle(String id, JsonObject reply) {
    Instant now = clock.instant();
    switch (reply.getJsonObject("problem", new JsonObject()).getString("code", "")) {
      case "sequence_taken" ->
          outgoing.renumber(id, reply.getLong("lastIn", 0L), now).forEach(this::transmit);
      case "clock_skew", "unknown_type" -> {
        outgoing.free(id, now).forEach(this::transmit);
        complete(id, reply);
      }
      default -> {
        if (outgoing.settle(id)) complete(id, reply);
      }
    }
  }

  private void complete(String id, JsonObject reply) {
    Promise<JsonObject> waiting = replies.remove(id);
    if (waiting != null) waiting.complete(reply);
  }

  private AmqpOfficeLink link() {
    return Objects.requireNonNull(link, "not started");
  }

  /** Does the work on this verticle's context, wherever the call comes from. */
  private <T> Future<T> here(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(go ->
        Future.succeededFuture()
            .compose(now -> work.get())
            .onComplete(promise::complete, promise::fail));
    return promise.future();
  }

  /** What the link tells. */
  private final class OnLink implements AmqpOfficeLink.User {
    @Override
    public void up() {
      outgoing.again(clock.instant()).forEach(ArtisanApp.this::transmit);
    }

    @Override
    public void down() {
      incoming.forgetHeld();
    }

    @Override
    public Outcome<Envelope> received(Delivery delivery) {
      return incoming
          .take(delivery)
          .map(due -> {
            due.forEach(ArtisanApp.this::apply);
            return delivery.envelope();
          });
    }
  }
}
