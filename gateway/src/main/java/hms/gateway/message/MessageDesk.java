package hms.gateway.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.cluster.TraceLocal;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Sha256;
import hms.domain.artisan.Artisan;
import hms.domain.audit.Cause;
import hms.domain.message.Envelope;
import hms.domain.message.Queues;
import hms.domain.message.WireTime;
import hms.gateway.message.Proof.Genuine;
import hms.gateway.trust.KeyRing;
import hms.storage.Step;
import hms.storage.pg.PgMessageStore.Received;
import hms.storage.pg.PgSecurityLog;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Takes messages in, whatever link they come by: proves the sender, lets each message act once and
 * in order, and queues the reply in the transaction of the effect. Source: docs/messages.md, checks
 * on receipt.
 *
 * <p>Failure modes: what is not genuine leaves a security event and nothing else; what comes too
 * early waits until its predecessors are done; a fault leaves nothing, and the link hands the
 * message in again.
 */
public final class MessageDesk {
  private static final Duration EXPIRY_MAX = Duration.ofDays(30);

  private final PgStores stores;
  private final Proof proof;
  private final Map<String, MessageHandler<Actor.Maker>> ofMakers = new HashMap<>();
  private final Map<String, MessageHandler<Actor.Storefront>> ofShops = new HashMap<>();
  private final OfficeMessages messages;
  private final Replies replies;
  private final Settings settings;
  private final Clock clock;

  /**
   * @param skew how far a sender's clock may be ahead
   * @param holdMax messages kept for a sender whose earlier ones are missing
   */
  public record Settings(Duration skew, int holdMax) {}

  public MessageDesk(
      PgStores stores,
      KeyRing keys,
      List<MessageHandler<Actor.Maker>> makers,
      List<MessageHandler<Actor.Storefront>> shops,
      OfficeMessages messages,
      Settings settings,
      Clock clock) {
    this.stores = stores;
    this.proof = new Proof(stores, keys);
    this.messages = messages;
    this.replies = new Replies(clock);
    this.settings = settings;
    this.clock = clock;
    makers.forEach(each -> each.types().forEach(type -> ofMakers.put(type, each)));
    shops.forEach(each -> each.types().forEach(type -> ofShops.put(type, each)));
  }

  /** The types that it takes, by who sends them: {@code artisan}, {@code storefront}. */
  public Map<String, Set<String>> types() {
    return Map.of(
        "artisan", Set.copyOf(ofMakers.keySet()), "storefront", Set.copyOf(ofShops.keySet()));
  }

  /**
   * Done once all that the message causes is committed; also for a repetition, a refusal with its
   * reply, and one that waits for its turn. Refused as Untrusted if it is not genuine. A failed
   * Future is a fault: nothing was changed.
   */
  public Future<Outcome<Taken>> receive(Arrival arrival) {
    arrival.trace().ifPresent(TraceLocal::begin);
    return proof
        .of(arrival)
        .future()
        .compose(outcome ->
            switch (outcome) {
              case Outcome.Done<Genuine>(var genuine) -> take(genuine, arrival);
              case Outcome.Refused<Genuine>(var why) ->
                  Future.succeededFuture(Outcome.<Taken>refused(why));
            })
        .compose(taken ->
            taken instanceof Outcome.Refused<Taken>(Refusal.Untrusted(var cause))
                ? reported(arrival, cause).map(taken)
                : Future.succeededFuture(taken));
  }

  /** What was done with a genuine message. */
  public enum Taken {
    APPLIED,
    REPEATED,
    HELD,
    RETURNED
  }

  private Future<Outcome<Taken>> take(Genuine message, Arrival arrival) {
    return stores
        .transact(
            message.actor(),
            Cause.message(message.id(), message.key(), arrival.address()).traced(arrival.trace()),
            tx ->
                Step.from(tx.messages().lockLastIn(message.sender()))
                    .then(lastIn -> inTurn(tx, message, arrival, lastIn)))
        .compose(taken -> followers(message, taken));
  }

  /** Checks 6 to 8: is it new, in time, and is it its turn? */
  private Step<Taken> inTurn(PgStores tx, Genuine message, Arrival arrival, long lastIn) {
    return Step.from(tx.messages().received(message.sender(), message.id()))
        .then(known -> {
          if (known.isPresent()) return again(tx, message, arrival, known.get());
          Optional<String> late = untimely(message.envelope());
          if (late.isPresent()) return returned(tx, message, late.get(), lastIn);
          long turn = message.envelope().sequence();
          if (turn > lastIn + 1) return held(tx, message);
          if (turn <= lastIn) return returned(tx, message, "sequence_taken", lastIn);
          return known(message)
              ? tx.attempt(() -> handled(tx, message))
                  .then(outcome -> answered(tx, message, outcome))
              : returned(tx, message, "unknown_type", lastIn);
        });
  }

  /** Is the type one that this kind of sender may send? */
  private boolean known(Genuine message) {
    String type = message.envelope().type();
    return message.actor() instanceof Actor.Maker
        ? ofMakers.containsKey(type)
        : ofShops.containsKey(type);
  }

  private Step<ObjectNode> handled(PgStores tx, Genuine message) {
    var envelope = message.envelope();
    return switch (message.actor()) {
      case Actor.Maker maker ->
          tx.artisans()
              .find(maker.artisan())
              .decide(MessageDesk::underContract)
              .then(artisan ->
                  handler(ofMakers, message).handle(tx, maker, envelope.type(), envelope.data()));
      case Actor.Storefront shop ->
          handler(ofShops, message).handle(tx, shop, envelope.type(), envelope.data());
      case Actor.Office person -> throw new IllegalStateException("people send no messages");
      case Actor.House part -> throw new IllegalStateException("the house sends no messages");
      case Actor.Anyone nobody -> throw new IllegalStateException("nobody is not genuine");
    };
  }

  private static <A extends Actor> MessageHandler<A> handler(
      Map<String, MessageHandler<A>> handlers, Genuine message) {
    return Objects.requireNonNull(handlers.get(message.envelope().type()));
  }

  /** Who has left still has a key for a while, to say that it knows; nothing else is heard. */
  private static Outcome<Artisan> underContract(Artisan sender) {
    return sender.state() == Artisan.State.CLOSED
        ? Outcome.refused(new Refusal.Denied("the contract has ended", List.of()))
        : Outcome.done(sender);
  }

  private Step<Taken> answered(PgStores tx, Genuine message, Outcome<ObjectNode> outcome) {
    var envelope = message.envelope();
    var reply = messages.reply(message.sender(), message.id(), replies.of(outcome));
    tx.messages().send(reply);
    return Step.from(
            tx.messages()
                .receive(
                    message.sender(),
                    message.id(),
                    envelope.sequence(),
                    envelope.type(),
                    Sha256.of(envelope.data()),
                    envelope.signature().orElse(""),
                    reply.id()))
        .then(stored ->
            Step.from(tx.messages().advance(message.sender(), envelope.sequence(), message.key())))
        .decide(moved ->
            moved
                ? Outcome.done(Taken.APPLIED)
                : Outcome.refused(new Refusal.Untrusted("revoked_key")));
  }

  /** Check 6: the same again acts never again; the same id with other content is a forgery. */
  private Step<Taken> again(PgStores tx, Genuine message, Arrival arrival, Received known) {
    var envelope = message.envelope();
    boolean same =
        known.type().equals(envelope.type())
            && Arrays.equals(known.dataHash(), Sha256.of(envelope.data()));
    if (!same) return Step.refused(new Refusal.Untrusted("id_reused"));
    // An honest sender stamps each attempt anew; the very same bytes, handed in as new, are a copy.
    boolean copy = arrival.first() && envelope.signature().orElse("").equals(known.signature());
    return copy
        ? Step.from(tx.security().add(event(arrival, "replayed"))).map(added -> Taken.REPEATED)
        : Step.done(Taken.REPEATED);
  }

  private Step<Taken> held(PgStores tx, Genuine message) {
    var envelope = message.envelope();
    return Step.from(
            tx.messages()
                .park(
                    message.sender(),
                    envelope.sequence(),
                    envelope.attributes(),
                    envelope.data(),
                    settings.holdMax()))
        .map(parked -> Taken.HELD);
  }

  private Step<Taken> returned(PgStores tx, Genuine message, String code, long lastIn) {
    boolean used = message.envelope().sequence() <= lastIn;
    if (code.equals("expired") && used) return Step.done(Taken.RETURNED);
    String detail = "last number taken from you is " + lastIn;
    var reply = replies.retryable(code, detail, lastIn);
    tx.messages().send(messages.reply(message.sender(), message.id(), reply));
    return Step.done(Taken.RETURNED);
  }

  /** Check 7; office time is the only judge. */
  private Optional<String> untimely(Envelope envelope) {
    Instant now = clock.instant();
    Instant sent = WireTime.parse(envelope.sentAt()).orElseThrow();
    Instant expires = WireTime.parse(envelope.expires()).orElseThrow();
    if (sent.isAfter(now.plus(settings.skew()))) return Optional.of("clock_skew");
    boolean past = now.isAfter(expires) || expires.isAfter(sent.plus(EXPIRY_MAX));
    return past ? Optional.of("expired") : Optional.empty();
  }

  /** When one is done, the held one whose turn has come follows, in a transaction of its own. */
  private Future<Outcome<Taken>> followers(Genuine done, Outcome<Taken> taken) {
    if (!taken.equals(Outcome.done(Taken.APPLIED))) {
      return Future.succeededFuture(taken);
    }
    return stores
        .transact(done.actor(), tx -> Step.from(tx.messages().unpark(done.sender())))
        .compose(found -> {
          var next = found.orThrow();
          if (next.isEmpty()) return Future.succeededFuture(taken);
          var envelope =
              Envelope.parse(next.get().attributes(), "application/json", next.get().body());
          return receive(new Arrival(envelope, Queues.OFFICE, false)).map(taken);
        });
  }

  private Future<Void> reported(Arrival arrival, String cause) {
    return stores.security().add(event(arrival, cause));
  }

  private static PgSecurityLog.Event event(Arrival arrival, String cause) {
    int colon = cause.indexOf(':');
    String kind = colon < 0 ? cause : cause.substring(0, colon);
    return switch (arrival.envelope()) {
      case Outcome.Done<Envelope>(var e) ->
          new PgSecurityLog.Event(
              kind, e.source(), e.id(), e.keyId(), arrival.address(), e.type() + ": " + cause);
      case Outcome.Refused<Envelope> unreadable ->
          new PgSecurityLog.Event(kind, null, null, null, arrival.address(), cause);
    };
  }
}
