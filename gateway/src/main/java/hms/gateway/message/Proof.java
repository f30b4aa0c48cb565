package hms.gateway.message;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.message.Direction;
import hms.domain.message.Envelope;
import hms.domain.message.Party;
import hms.domain.message.Queues;
import hms.domain.message.Verifier;
import hms.gateway.trust.KeyRing;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.util.UUID;

/** Checks 1 to 5 of docs/messages.md: is this message genuine, and from whom? */
final class Proof {
  private final PgStores stores;
  private final KeyRing keys;

  Proof(PgStores stores, KeyRing keys) {
    this.stores = stores;
    this.keys = keys;
  }

  /**
   * A message whose sender is proved.
   *
   * @param actor an artisan or a storefront
   * @param sender its oid
   */
  record Genuine(Envelope envelope, Actor actor, UUID sender, UUID key) {
    UUID id() {
      return UUID.fromString(envelope.id());
    }
  }

  Step<Genuine> of(Arrival arrival) {
    return Step.of(arrival.envelope())
        .decide(envelope -> meantFor(envelope, arrival.address()))
        .then(envelope ->
            Step.of(source(envelope))
                .then(source -> keys.inForce(UUID.fromString(envelope.keyId()), source))
                .decide(key -> verified(envelope, key).map(genuine -> key)))
        .then(key -> sender(arrival.envelope().orThrow(), key));
  }

  private static Outcome<Envelope> meantFor(Envelope envelope, String address) {
    return envelope.recipient().equals(Queues.OFFICE) && address.equals(Queues.OFFICE)
        ? Outcome.done(envelope)
        : untrusted("foreign_recipient");
  }

  private static Outcome<Party> source(Envelope envelope) {
    return Party.parse(envelope.source())
        .map(Outcome::done)
        .orElseGet(() -> untrusted("sender_mismatch"));
  }

  private static Outcome<Envelope> verified(Envelope envelope, KeyRing.Opened key) {
    return envelope.source().equals(key.owner().urn())
        ? new Verifier(key.oid(), key.secret()).verify(envelope, Direction.IN)
        : untrusted("sender_mismatch");
  }

  private Step<Genuine> sender(Envelope envelope, KeyRing.Opened key) {
    return switch (key.owner()) {
      case Party.Artisan(var oid) ->
          Step.done(new Genuine(envelope, new Actor.Maker(oid), oid, key.oid()));
      case Party.Channel(var oid) ->
          Step.from(stores.access().storefront(oid))
              .map(shop -> new Genuine(envelope, shop.orElseThrow(), oid, key.oid()));
      case Party.Office office -> Step.of(untrusted("sender_mismatch"));
    };
  }

  private static <T> Outcome<T> untrusted(String cause) {
    return Outcome.refused(new Refusal.Untrusted(cause));
  }
}
