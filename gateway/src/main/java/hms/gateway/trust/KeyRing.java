package hms.gateway.trust;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.artisan.ArtisanKey;
import hms.domain.message.HmacSecret;
import hms.domain.message.Party;
import hms.domain.message.SecretWrapping;
import hms.domain.message.Signer;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** The keys of artisans, with their secrets opened for those who verify and sign. */
public final class KeyRing {
  private final PgStores stores;
  private final SecretWrapping wrapping;
  private final OfficeKey office;
  private final SecureRandom random;

  public KeyRing(PgStores stores, SecretWrapping wrapping, OfficeKey office, SecureRandom random) {
    this.stores = stores;
    this.wrapping = wrapping;
    this.office = office;
    this.random = random;
  }

  /** A key with its secret. */
  public record Opened(UUID oid, UUID artisan, HmacSecret secret) {
    Signer signer() {
      return new Signer(oid, secret);
    }
  }

  /**
   * The key, if it is active or retiring; otherwise Untrusted: {@code unknown_key} or {@code
   * revoked_key}.
   */
  public Step<Opened> inForce(UUID key) {
    return new Step<>(stores.keys().find(key).future().map(this::active));
  }

  /**
   * What signs to this recipient now: the secret that it shares with the office, for a channel the
   * key of the office; empty for an artisan whose first key is not proved yet.
   */
  public Future<Optional<Signer>> signing(Party recipient) {
    return switch (recipient) {
      case Party.Artisan(var oid) ->
          stores.keys().signing(oid).map(key -> key.map(this::open).map(Opened::signer));
      case Party.Channel channel -> Future.succeededFuture(Optional.of(office.signer()));
      case Party.Office nobody -> Future.succeededFuture(Optional.empty());
    };
  }

  /** The key that signs for the office alone. */
  public OfficeKey office() {
    return office;
  }

  /** Opens a key in whatever state it is: only for the proof of a pending one. */
  public Opened open(ArtisanKey key) {
    return new Opened(
        key.oid(), key.artisan(), wrapping.unwrap(key.wrappedSecret(), key.artisan(), key.oid()));
  }

  /** Closes a new secret for the store. */
  public byte[] wrap(HmacSecret secret, UUID artisan, UUID key) {
    byte[] nonce = new byte[SecretWrapping.NONCE_BYTES];
    random.nextBytes(nonce);
    return wrapping.wrap(secret, artisan, key, nonce);
  }

  /** What people compare to see that both sides hold the same secret. */
  public static String fingerprint(HmacSecret secret) {
    return HexFormat.of().formatHex(secret.fingerprint());
  }

  private Outcome<Opened> active(Outcome<ArtisanKey> found) {
    return switch (found) {
      case Outcome.Done<ArtisanKey>(var key) when key.verifies() -> Outcome.done(open(key));
      case Outcome.Done<ArtisanKey> inactive -> untrusted("revoked_key");
      case Outcome.Refused<ArtisanKey> unknown -> untrusted("unknown_key");
    };
  }

  private static Outcome<Opened> untrusted(String cause) {
    return Outcome.refused(new Refusal.Untrusted(cause));
  }
}
