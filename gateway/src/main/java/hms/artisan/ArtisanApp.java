package hms.artisan;

import hms.domain.Outcome;
import hms.domain.message.Envelope;
import hms.domain.message.Signer;
import hms.domain.message.Verifier;
import hms.storage.stall.Choice;
import hms.storage.stall.Pending;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
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
 * number, newly stamped. Office messages are handed out once and in order. All of that is on disk
 * ({@link Stall}) before it leaves, is accepted or handed out, so that an app that was killed goes
 * on where it was. Any thread may call; work is done on the verticle's own context.
 */
public final class ArtisanApp extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(ArtisanApp.class);

  private final Stall stall;
  private final Enrolled enrolled;
  private final BrokerAccount account;
  private final InstantSource clock = Clock.systemUTC();
  private final OutgoingStream outgoing;
  private final IncomingStream incoming;
  private final Map<String, Promise<JsonObject>> replies = new HashMap<>();
  private final Inbox inbox;
  private final Reading reading;
  private @Nullable AmqpOfficeLink link;
  private boolean online;
  private boolean closed;
  private int logged;
  private volatile @Nullable Envelope lastSent;

  private ArtisanApp(Stall stall, Memory memory) {
    this.stall = stall;
    this.enrolled = memory.enrolled();
    this.account = memory.account();
    var from = memory.positions();
    this.outgoing = new OutgoingStream(new Signer(enrolled.key(), enrolled.secret()), from.sent());
    this.incoming =
        new IncomingStream(
            new Verifier(enrolled.key(), enrolled.secret()), enrolled.address(), from.received());
    this.inbox = new Inbox(message -> here(stall.taken(message)));
    this.reading = new Reading(stall, enrolled.artisan(), outgoing, clock, new OnReading());
    this.logged = memory.sent().size() + memory.waiting();
    for (var each : memory.sent()) {
      var leavesWithTheLink = outgoing.add(Drafts.of(each, enrolled), clock.instant());
    }
    memory.untaken().forEach(inbox::offer);
  }

  /**
   * Connects the artisan whose key is kept there; it goes on where it stopped. Closing the app
   * closes the stall. Fails if there is no key, or the broker does not let it in; then the stall is
   * still open.
   */
  public static Future<ArtisanApp> connect(Vertx vertx, Stall stall) {
    return stall
        .load()
        .compose(memory -> {
          var app = new ArtisanApp(stall, memory);
          return vertx.deployVerticle(app).map(app);
        });
  }

  @Override
  public Future<?> start() {
    link = new AmqpOfficeLink(vertx, enrolled, account, new OnLink(), ThreadLocalRandom.current());
    return link.open();
  }

  @Override
  public Future<?> stop() {
    closed = true;
    replies.values().forEach(reply -> reply.fail(wasClosed()));
    inbox.close(wasClosed());
    return link().close().eventually(stall::close);
  }

  /**
   * Sends a message of type {@code hms.<name>.v1}, schema 1.0, and completes with the data of its
   * reply: {@code status}, and what belongs to it. While there is no link it may merge with a
   * former one ({@code WaitingLog}) and has its reply; if both end by that, it is applied at once,
   * {@code unsent}. Fails if 1,000 wait already, or on close.
   *
   * @param name such as {@code work_order.accept}
   * @param data with {@code oid} if it is about an object
   */
  public Future<JsonObject> send(String name, JsonObject data) {
    return here(() -> {
      refuseIfFull();
      logged++;
      return here(stall.say(name, data, online)).onFailure(notSaid -> logged--).compose(this::said);
    });
  }

  /**
   * Settles a card. {@code MINE_AGAIN} completes with the reply, as {@link #send} does; {@code
   * EDIT} with the data of a message that nobody has said, for an editor; the others with nothing.
   * Errors: NotFound; WrongState, if the card is settled already.
   */
  public Future<Outcome<JsonObject>> choose(UUID card, Choice choice) {
    return here(() -> {
      if (choice == Choice.MINE_AGAIN) refuseIfFull();
      return here(stall.choose(card, choice, online)).compose(this::chosen);
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

  private void refuseIfFull() {
    if (logged >= OutgoingStream.WAITING_MAX) {
      throw new IllegalStateException(logged + " messages wait for their outcome");
    }
  }

  /** What is on disk now leaves, or waits for the link. */
  private Future<JsonObject> said(Said said) {
    if (closed) return Future.failedFuture(wasClosed()); // it leaves at the next start
    logged += said.longer() - 1;
    String id = said.id().toString();
    var reply = replies.computeIfAbsent(id, first -> Promise.promise());
    said.now().ifPresent(this::sendFirst);
    if (said.longer() < 0)
      complete(id, new JsonObject().put("status", "applied").put("unsent", true));
    return reply.future();
  }

  private Future<Outcome<JsonObject>> chosen(Outcome<Chosen> outcome) {
    if (!(outcome instanceof Outcome.Done<Chosen>(Chosen(var said, var draft)))) {
      return Future.succeededFuture(outcome.map(never -> new JsonObject()));
    }
    if (said.isEmpty()) {
      String data = draft.map(Object::toString).orElse("{}");
      return Future.succeededFuture(Outcome.done(new JsonObject(data)));
    }
    logged++;
    return said(said.get()).map(Outcome::done);
  }

  private void sendFirst(Pending pending) {
    transmit(outgoing.add(Drafts.of(pending, enrolled), clock.instant()));
  }

  private void transmit(Envelope envelope) {
    lastSent = envelope;
    link().send(envelope).onFailure(failure -> {}); // it waits, and goes out after the reconnect
  }

  /** On disk first; then the broker may forget it. What cannot be kept is left to the broker. */
  private void apply(Delivery delivery) {
    here(reading.kept(delivery.envelope()))
        .onSuccess(done -> delivery.accept().run())
        .onSuccess(Runnable::run)
        .onFailure(this::halt);
  }

  /** The disk takes nothing any more: what it does not know must not be accepted or sent. */
  private void halt(Throwable fault) {
    LOG.atError().setCause(fault).log("the app has stopped: its files cannot be written");
    link().close().onFailure(alreadyGone -> {});
  }

  private void complete(String id, JsonObject reply) {
    Promise<JsonObject> waiting = replies.remove(id);
    if (waiting != null) waiting.complete(reply);
  }

  private static IllegalStateException wasClosed() {
    return new IllegalStateException("the app was closed");
  }

  private AmqpOfficeLink link() {
    return Objects.requireNonNull(link, "not started");
  }

  /** The same, completed on this verticle's context and in the same order. */
  private <T> Future<T> here(Future<T> elsewhere) {
    Promise<T> promise = Promise.promise();
    elsewhere.onComplete(done -> context.runOnContext(go -> promise.handle(done)));
    return promise.future();
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

  /** What follows from a message of the office. */
  private final class OnReading implements Reading.User {
    @Override
    public boolean online() {
      return online;
    }

    @Override
    public void arrived(Received message) {
      inbox.offer(message);
    }

    @Override
    public void ended(String id, JsonObject reply) {
      logged--;
      complete(id, reply);
    }

    @Override
    public void said(Said said) {
      logged += said.longer();
      said.now().ifPresent(ArtisanApp.this::sendFirst);
    }

    @Override
    public void transmit(List<Envelope> again) {
      again.forEach(ArtisanApp.this::transmit);
    }
  }

  /** What the link tells. */
  private final class OnLink implements AmqpOfficeLink.User {
    @Override
    public void up() {
      online = true;
      outgoing.again(clock.instant()).forEach(ArtisanApp.this::transmit);
      here(stall.release())
          .onSuccess(waited -> waited.forEach(ArtisanApp.this::sendFirst))
          .onFailure(ArtisanApp.this::halt);
    }

    @Override
    public void down() {
      online = false;
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
