package hms.artisan;

import hms.domain.Outcome;
import hms.domain.Outcome.Refused;
import hms.domain.message.Envelope;
import hms.domain.message.Queues;
import io.vertx.amqp.AmqpClient;
import io.vertx.amqp.AmqpClientOptions;
import io.vertx.amqp.AmqpConnection;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpReceiver;
import io.vertx.amqp.AmqpReceiverOptions;
import io.vertx.amqp.AmqpSender;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the office over AMQP: one connection, one sender, one receiver; made again, all of it,
 * whenever a part is lost, because the client library does not. On its owner's context only.
 *
 * <p>Phases: {@link #open} fails if the first attempt does; from then on every loss is followed by
 * attempts with random back-off until {@link #close}.
 */
final class AmqpOfficeLink {
  private static final Logger LOG = LoggerFactory.getLogger(AmqpOfficeLink.class);
  private static final int CREDIT = 32;
  private static final int CONNECT_MAX_MILLIS = 5_000;
  private static final int HEARTBEAT_MILLIS = 15_000;
  private static final long QUIET_MILLIS = 60_000;

  /** Whoever uses the link. */
  interface User {
    /** The link is there, for the first time or again. */
    void up();

    /** It is gone; what was not accepted will come again. */
    void down();

    /** Decides on a message: it will be accepted when it is applied; refused means reject now. */
    Outcome<Envelope> received(Delivery delivery);
  }

  private record Links(AmqpConnection connection, AmqpSender sender, AmqpReceiver receiver) {}

  private final Vertx vertx;
  private final String address;
  private final String groupId;
  private final User user;
  private final AmqpClient client;
  private final Backoff backoff;
  private @Nullable Links links;
  private boolean closed;

  AmqpOfficeLink(
      Vertx vertx, Enrolled enrolled, BrokerAccount account, User user, RandomGenerator random) {
    this.vertx = vertx;
    this.address = enrolled.address();
    this.groupId = enrolled.queueId();
    this.user = user;
    this.backoff = new Backoff(random);
    this.client =
        AmqpClient.create(
            vertx,
            new AmqpClientOptions()
                .setHost(enrolled.broker().host())
                .setPort(enrolled.broker().port())
                .setUsername(account.user())
                .setPassword(account.password())
                .setConnectTimeout(CONNECT_MAX_MILLIS)
                .setHeartbeat(HEARTBEAT_MILLIS));
  }

  Future<Void> open() {
    return connect().onSuccess(this::use).mapEmpty();
  }

  /** Completes when the broker has it on disk. No link, or not accepted: fails, and reconnects. */
  Future<Void> send(Envelope envelope) {
    Links now = links;
    return now == null
        ? Future.failedFuture(new IllegalStateException("no link to the office"))
        : now.sender()
            .sendWithAck(AmqpEnvelopes.write(envelope, groupId))
            .onFailure(failure -> lost(now, failure));
  }

  Future<Void> close() {
    closed = true;
    links = null;
    return client.close();
  }

  private Future<Links> connect() {
    return client
        .connect()
        .compose(connection ->
            links(connection)
                .recover(
                    failure -> connection.close().transform(done -> Future.failedFuture(failure))));
  }

  private Future<Links> links(AmqpConnection connection) {
    var options =
        new AmqpReceiverOptions().setAutoAcknowledgement(false).setMaxBufferedMessages(CREDIT);
    return connection
        .createSender(Queues.OFFICE)
        .compose(sender ->
            connection
                .createReceiver(address, options)
                .map(receiver -> new Links(connection, sender, receiver)));
  }

  private void use(Links made) {
    links = made;
    var connection = made.connection().exceptionHandler(failure -> lost(made, failure));
    var sender = made.sender().exceptionHandler(failure -> lost(made, failure));
    var receiver = made.receiver().exceptionHandler(failure -> lost(made, failure));
    var reading = receiver.handler(this::receive);
    vertx.setTimer(QUIET_MILLIS, id -> resetIfStill(made));
    user.up();
  }

  private void resetIfStill(Links made) {
    if (links == made) backoff.reset();
  }

  private void lost(Links which, Throwable why) {
    if (links != which) return;
    links = null;
    LOG.atInfo().addKeyValue("cause", why.getMessage()).log("link to the office lost");
    user.down();
    which.connection().close().onFailure(alreadyGone -> {}); // whatever is left of it
    retry();
  }

  private void retry() {
    if (!closed) vertx.setTimer(backoff.nextMillis(), id -> attempt());
  }

  private void attempt() {
    if (closed) return;
    connect()
        .onSuccess(this::use)
        .onFailure(failure -> {
          LOG.atInfo().addKeyValue("cause", failure.getMessage()).log("office not reached");
          retry();
        });
  }

  private void receive(AmqpMessage message) {
    var outcome =
        AmqpEnvelopes.read(message).then(envelope -> user.received(delivery(envelope, message)));
    if (outcome instanceof Refused<Envelope>(var why)) {
      LOG.atWarn().addKeyValue("cause", why).log("message rejected");
      var settled = message.rejected();
    }
  }

  private static Delivery delivery(Envelope envelope, AmqpMessage message) {
    String to = Optional.ofNullable(message.address()).orElse("");
    return new Delivery(envelope, to, message::accepted);
  }
}
