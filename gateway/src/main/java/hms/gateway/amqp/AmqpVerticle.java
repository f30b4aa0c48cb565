package hms.gateway.amqp;

import hms.amqp.AmqpEnvelopes;
import hms.amqp.Backoff;
import hms.domain.Outcome;
import hms.domain.message.Envelope;
import hms.domain.message.Queues;
import hms.gateway.message.Arrival;
import hms.gateway.message.MessageDesk;
import hms.gateway.trace.Tracing;
import io.vertx.amqp.AmqpClient;
import io.vertx.amqp.AmqpClientOptions;
import io.vertx.amqp.AmqpConnection;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpReceiver;
import io.vertx.amqp.AmqpReceiverOptions;
import io.vertx.amqp.AmqpSender;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The office's links to the broker: reads {@code hms.office} for the desk, sends to their queues
 * for the relay, and makes all links again when one is lost, because the client library does not.
 *
 * <p>A message is settled only after its effect is committed; a fault hands it back. Connecting
 * goes on for ever with random back-off; {@link #linked} tells whether it holds now.
 */
public final class AmqpVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(AmqpVerticle.class);
  private static final int CREDIT = 32;
  private static final int HEARTBEAT_MILLIS = 15_000;
  private static final int CONNECT_MILLIS = 5_000;
  private static final long ANSWER_SECONDS = 5;
  private static final long QUIET_MILLIS = 60_000;

  /** How long a message that we cannot take now stays with us; the broker sends it at once. */
  private static final int PAUSE_MILLIS = 500;

  private final Lanes lanes = new Lanes(2 * Runtime.getRuntime().availableProcessors());
  private final Set<String> handedBack = new HashSet<>();
  private final Settings settings;
  private final MessageDesk desk;
  private final Tracing tracing;
  private final Backoff backoff;
  private @Nullable AmqpClient client;
  private @Nullable Links links;
  private volatile boolean linked;
  private boolean closed;

  /**
   * Where the broker is, as whom to log in, and how long to wait after a loss: up to the minimum at
   * first, up to the maximum in the end.
   *
   * @param artemis whether the broker is Apache ActiveMQ Artemis, which removes queues when told
   */
  public record Settings(
      String host,
      int port,
      String user,
      String password,
      Duration reconnectMin,
      Duration reconnectMax,
      boolean artemis) {
    @Override
    public String toString() {
      return "amqp://%s@%s:%d".formatted(user, host, port);
    }
  }

  /** What is lost together. */
  private record Links(
      AmqpConnection connection, AmqpReceiver office, Map<String, Future<AmqpSender>> senders) {}

  public AmqpVerticle(Settings settings, MessageDesk desk, Tracing tracing) {
    this.settings = settings;
    this.desk = desk;
    this.tracing = tracing;
    this.backoff =
        new Backoff(ThreadLocalRandom.current(), settings.reconnectMin(), settings.reconnectMax());
  }

  @Override
  public Future<?> start() {
    client =
        AmqpClient.create(
            vertx,
            new AmqpClientOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setUsername(settings.user())
                .setPassword(settings.password())
                .setConnectTimeout(CONNECT_MILLIS)
                .setHeartbeat(HEARTBEAT_MILLIS));
    connect(client);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    closed = true;
    return client == null ? Future.succeededFuture() : client.close();
  }

  /** Is the broker linked now? From any thread. */
  public boolean linked() {
    return linked;
  }

  /** Sends to a queue; done when the broker has it on disk. From any thread. */
  public Future<Void> carry(String address, Envelope envelope) {
    return here(() ->
        sender(address)
            .compose(sender ->
                inTime(sender.sendWithAck(AmqpEnvelopes.write(envelope, groupId(address))))));
  }

  /** Makes sure that a queue is there; opening a sender makes it, durable. From any thread. */
  public Future<Void> declare(String address) {
    return here(() -> sender(address).mapEmpty());
  }

  /**
   * Removes a queue with what is in it; done if it is not there. Where the broker cannot be told,
   * its operator is: done too, nobody has an account any more that reads it. From any thread.
   */
  public Future<Void> remove(String address) {
    if (settings.artemis()) return here(() -> removeNow(address));
    LOG.atWarn().addKeyValue("queue", address).log("queue is left to the broker's operator");
    return Future.succeededFuture();
  }

  private Future<Void> removeNow(String address) {
    Links now = links;
    if (now == null) return Future.failedFuture("no link to the broker");
    now.senders().remove(address);
    return new QueueRemoval(now.connection(), ANSWER_SECONDS).remove(address);
  }

  private void connect(AmqpClient to) {
    to.connect()
        .compose(this::open)
        .onSuccess(this::use)
        .onFailure(failure -> {
          LOG.atWarn()
              .addKeyValue("broker", settings)
              .addKeyValue("reason", failure.getMessage())
              .log("broker not reached");
          retry(to);
        });
  }

  private Future<Links> open(AmqpConnection connection) {
    var options =
        new AmqpReceiverOptions().setAutoAcknowledgement(false).setMaxBufferedMessages(CREDIT);
    return connection
        .createReceiver(Queues.OFFICE, options)
        .map(office -> new Links(connection, office, new HashMap<>()))
        .recover(failure -> connection.close().transform(done -> Future.failedFuture(failure)));
  }

  private void use(Links made) {
    links = made;
    linked = true;
    vertx.setTimer(QUIET_MILLIS, id -> resetIfStill(made));
    var connection = made.connection().exceptionHandler(failure -> lost(made, failure));
    var receiver = made.office().exceptionHandler(failure -> lost(made, failure));
    var reading = receiver.handler(this::receive);
    LOG.atInfo().addKeyValue("broker", settings).log("broker linked");
  }

  /** A link that held for a while: the next loss is a new story. */
  private void resetIfStill(Links made) {
    if (links == made) backoff.reset();
  }

  private void lost(Links which, Throwable why) {
    if (links != which) return;
    links = null;
    linked = false;
    LOG.atWarn().addKeyValue("reason", why.getMessage()).log("broker link lost");
    which.connection().close().onFailure(gone -> {}); // whatever is left of it
    if (client != null) retry(client);
  }

  private void retry(AmqpClient to) {
    if (!closed) vertx.setTimer(backoff.nextMillis(), id -> connect(to));
  }

  private Future<AmqpSender> sender(String address) {
    Links now = links;
    if (now == null) return Future.failedFuture("no link to the broker");
    return now.senders()
        .computeIfAbsent(
            address,
            to ->
                inTime(now.connection().createSender(to))
                    .map(sender -> sender.exceptionHandler(failure -> lost(now, failure)))
                    .onFailure(failure -> now.senders().remove(to)));
  }

  /** What was under way when a link broke is never answered: without a limit it waits for ever. */
  private static <T> Future<T> inTime(Future<T> answer) {
    return answer.timeout(ANSWER_SECONDS, TimeUnit.SECONDS);
  }

  private void receive(AmqpMessage message) {
    Future.succeededFuture()
        .map(read -> AmqpEnvelopes.read(message))
        .compose(envelope -> lanes.run(sender(envelope), () -> traced(arrival(message, envelope))))
        .map(Settlement::of)
        .recover(fault -> {
          LOG.atWarn().addKeyValue("reason", fault.getMessage()).log("message handed back");
          return Future.succeededFuture(Settlement.afterFault(fault));
        })
        .onSuccess(settlement -> settle(message, settlement));
  }

  private Future<Outcome<MessageDesk.Taken>> traced(Arrival arrival) {
    return tracing.receiving(
        arrival.address(),
        arrival.trace(),
        arrival.sentAt(),
        place -> desk.receive(arrival.in(place)));
  }

  private Arrival arrival(AmqpMessage message, Outcome<Envelope> envelope) {
    boolean again = handedBack.remove(String.valueOf(message.id()));
    return new Arrival(envelope, Queues.OFFICE, message.deliveryCount() == 0 && !again);
  }

  private static String sender(Outcome<Envelope> envelope) {
    return envelope instanceof Outcome.Done<Envelope>(var known) ? known.source() : "";
  }

  private void settle(AmqpMessage message, Settlement settlement) {
    switch (settlement) {
      case ACCEPTED -> settled(message.accepted());
      case REJECTED -> settled(message.rejected());
      case MODIFIED -> settled(message.modified(true, false));
      case RELEASED -> {
        handedBack.add(String.valueOf(message.id()));
        vertx.setTimer(PAUSE_MILLIS, id -> settled(message.released()));
      }
    }
  }

  private static void settled(AmqpMessage message) {
    LOG.atDebug().addKeyValue("message", message.id()).log("message settled");
  }

  private static String groupId(String address) {
    return address.substring(address.lastIndexOf('.') + 1);
  }

  private <T> Future<T> here(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(go -> work.get().onComplete(promise::complete, promise::fail));
    return promise.future();
  }
}
