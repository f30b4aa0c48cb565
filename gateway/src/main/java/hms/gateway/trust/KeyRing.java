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
import java.util.function.Function;

/**
 * The keys of artisans and storefronts, with their secrets opened for those who verify and sign.
 */
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
  public record Opened(UUID oid, Party owner, HmacSecret secret) {
    Signer signer() {
      return new Signer(oid, secret);
    }
  }

  /**
   * The key of an artisan, if it is active or retiring; otherwise Untrusted: {@code unknown_key} or
   * {@code revoked_key}.
   */
  public Step<Opened> inForce(UUID key) {
    return new Step<>(stores.keys().find(key).future().map(found -> active(found, this::open)));
  }

  /** The same for the key that a message names: of an artisan or a channel. */
  public Step<Opened> inForce(UUID key, Party source) {
    return source instanceof Party.Channel
        ? new Step<>(
            stores.channelKeys().find(key).future().map(found -> active(found, this::openChannel)))
        : inForce(key);
  }

  /**
   * What signs to this recipient now: the secret that it shares with the office, for a channel the
   * key of the office; empty for an artisan whose first key is not proved yet.
   */
  public Future<Optional<Signer>> signing(Party recipient) {
    return switch (recipient) {
      case Party.Artisan(var oid) ->
          stores.keys().signing(oid).map(key -> key.map(this::open).map(Opened::signer));
      case Party.Channel(var oid) ->
          stores
              .channelKeys()
              .signing(oid)
              .map(key ->
                  Optional.of(
                      key.map(this::openChannel).map(Opened::signer).orElseGet(office::signer)));
      case Party.Office nobody -> Future.succeededFuture(Optional.empty());
    };
  }

  /** The key that signs for the office alone. */
  public OfficeKey office() {
    return office;
  }

  private Opened open(ArtisanKey key) {
    return new Opened(key.oid(), new Party.Artisan(key.owner()), secret(key));
  }

  private Opened openChannel(ArtisanKey key) {
    return new Opened(key.oid(), new Party.Channel(key.owner()), secret(key));
  }

  /** The secret of a key in whatever state it is. */
  public HmacSecret secret(ArtisanKey key) {
    return wrapping.unwrap(key.wrappedSecret(), key.owner(), key.oid());
  }

  /** Closes a new secret for the store. */
  public byte[] wrap(HmacSecret secret, UUID owner, UUID key) {
    byte[] nonce = new byte[SecretWrapping.NONCE_BYTES];
    random.nextBytes(nonce);
    return wrapping.wrap(secret, owner, key, nonce);
  }

  /** What people compare to see that both sides hold the same secret. */
  public static String fingerprint(HmacSecret secret) {
    return HexFormat.of().formatHex(secret.fingerprint());
  }

  private static Outcome<Opened> active(
      Outcome<ArtisanKey> found, Function<ArtisanKey, Opened> open) {
    return switch (found) {
      case Outcome.Done<ArtisanKey>(var key) when key.verifies() -> Outcome.done(open.apply(key));
      case Outcome.Done<ArtisanKey> inactive -> untrusted("revoked_key");
      case Outcome.Refused<ArtisanKey> unknown -> untrusted("unknown_key");
    };
  }

  private static Outcome<Opened> untrusted(String cause) {
    return Outcome.refused(new Refusal.Untrusted(cause));
  }
}
