package hms.domain.artisan;

import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Versioned;
import java.time.Instant;
import java.util.UUID;

/**
 * A key that signs an artisan's messages and requests, and the office's to it (HMAC-SHA256).
 *
 * @param wrappedSecret the 32-byte secret under the office's wrapping key; never leaves the office
 * @param fingerprint what people compare: SHA-256 in hex, of HMAC(secret, "hms-fingerprint")
 */
public record ArtisanKey(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    UUID artisan,
    byte[] wrappedSecret,
    String fingerprint,
    State state)
    implements Versioned {

  /** Only an active key signs and verifies. */
  public enum State {
    PENDING,
    ACTIVE
  }

  /** What changes a key's state. */
  public enum Command {
    PROVE
  }

  public static final Lifecycle<State, Command> LIFECYCLE =
      Lifecycle.of("artisan-key", State.class, Command.class)
          .move(State.PENDING, Command.PROVE, State.ACTIVE)
          .build();

  public Outcome<ArtisanKey> prove(Instant now) {
    return LIFECYCLE
        .step(state, Command.PROVE)
        .map(next ->
            new ArtisanKey(
                oid,
                version + 1,
                created,
                changedAt(now),
                artisan,
                wrappedSecret,
                fingerprint,
                next));
  }
}
