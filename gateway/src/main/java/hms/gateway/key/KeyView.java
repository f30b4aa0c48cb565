package hms.gateway.key;

import hms.domain.artisan.ArtisanKey;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key without its secret: what people and programs may know of it. */
public record KeyView(
    UUID oid,
    long version,
    Instant created,
    UUID owner,
    String fingerprint,
    ArtisanKey.State state,
    @Nullable Instant activated,
    @Nullable Instant retireAt,
    @Nullable Instant revoked,
    @Nullable String reason) {

  static KeyView of(ArtisanKey key) {
    return new KeyView(
        key.oid(),
        key.version(),
        key.created(),
        key.owner(),
        key.fingerprint(),
        key.state(),
        key.activated(),
        key.retireAt(),
        key.revoked(),
        key.reason());
  }
}
