package hms.gateway.message;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.message.Direction;
import hms.domain.message.Envelope;
import hms.domain.message.Party;
import hms.domain.message.Queues;
import hms.domain.message.Verifier;
import hms.gateway.trust.KeyRing;
import hms.storage.Step;
import java.util.UUID;

/** Checks 1 to 5 of docs/messages.md: is this message genuine, and from whom? */
final class Proof {
  private final KeyRing keys;

  Proof(KeyRing keys) {
    this.keys = keys;
  }

  /** A message whose sender is proved. */
  record Genuine(Envelope envelope, UUID sender, UUID key) {
    UUID id() {
      return UUID.fromString(envelope.id());
    }
  }

  Step<Genuine> of(Arrival arrival) {
    return Step.of(arrival.envelope())
        .decide(envelope -> meantFor(envelope, arrival.address()))
        .then(envelope ->
            keys.inForce(UUID.fromString(envelope.keyId())).decide(key -> verified(envelope, key)));
  }

  private static Outcome<Envelope> meantFor(Envelope envelope, String address) {
    return envelope.recipient().equals(Queues.OFFICE) && address.equals(Queues.OFFICE)
        ? Outcome.done(envelope)
        : untrusted("foreign_recipient");
  }

  private static Outcome<Genuine> verified(Envelope envelope, KeyRing.Opened key) {
    boolean own = envelope.source().equals(new Party.Artisan(key.artisan()).urn());
    if (!own) return untrusted("sender_mismatch");
    return new Verifier(key.oid(), key.secret())
        .verify(envelope, Direction.IN)
        .map(genuine -> new Genuine(genuine, key.artisan(), key.oid()));
  }

  private static <T> Outcome<T> untrusted(String cause) {
    return Outcome.refused(new Refusal.Untrusted(cause));
  }
}
