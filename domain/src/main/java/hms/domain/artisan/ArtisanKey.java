package hms.domain.artisan;

import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs an artisan's messages and requests, and the office's to it (HMAC-SHA256). A
 * storefront that sends messages has such a key too.
 *
 * @param owner an artisan, or a channel; which of them, its table knows
 * @param wrappedSecret the 32-byte secret under the office's wrapping key; never leaves the office
 * @param fingerprint what people compare: SHA-256 in hex, of HMAC(secret, "hms-fingerprint")
 * @param activated when its owner proved it; null before
 * @param retireAt when it ends; null unless it is retiring
 * @param revoked when it was taken out of force at once; null if it was not
 * @param reason why it was revoked; at most 200 characters
 */
public record ArtisanKey(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    UUID owner,
    byte[] wrappedSecret,
    String fingerprint,
    State state,
    @Nullable Instant activated,
    @Nullable Instant retireAt,
    @Nullable Instant revoked,
    @Nullable String reason)
    implements Versioned {

  /** How long a former key still verifies, so that what its owner has signed can arrive. */
  public static final Duration OVERLAP = Duration.ofDays(7);

  /** How long a key may wait to be proved. */
  public static final Duration PROOF = Duration.ofDays(7);

  /** An active key signs and verifies, a retiring one verifies; others do neither. */
  public enum State {
    PENDING,
    ACTIVE,
    RETIRING,
    RETIRED,
    REVOKED
  }

  /** What changes a key, and what one must be allowed to do it; null: whoever can prove it. */
  public enum Command {
    ISSUE(null),
    PROVE(null),
    /** Another key was proved, or the artisan was closed. */
    PHASE_OUT(Permission.HOUSE_ACT),
    EXPIRE(Permission.HOUSE_ACT),
    RETIRE(Permission.HOUSE_ACT),
    REVOKE(Permission.KEYS_EDIT);

    private final @Nullable Permission permission;

    Command(@Nullable Permission permission) {
      this.permission = permission;
    }

    public @Nullable Permission permission() {
      return permission;
    }
  }

  public static final Lifecycle<State, Command> LIFECYCLE =
      Lifecycle.of("artisan-key", State.class, Command.class)
          .born(Command.ISSUE, State.PENDING)
          .move(State.PENDING, Command.PROVE, State.ACTIVE)
          .move(State.PENDING, Command.EXPIRE, State.REVOKED)
          .move(State.PENDING, Command.REVOKE, State.REVOKED)
          .move(State.ACTIVE, Command.PHASE_OUT, State.RETIRING)
          .move(State.ACTIVE, Command.REVOKE, State.REVOKED)
          .move(State.RETIRING, Command.RETIRE, State.RETIRED)
          .move(State.RETIRING, Command.REVOKE, State.REVOKED)
          .build();

  public static ArtisanKey issued(
      UUID oid, UUID owner, byte[] wrappedSecret, String fingerprint, Instant now) {
    return new ArtisanKey(
        oid, 1, now, now, owner, wrappedSecret, fingerprint, State.PENDING, null, null, null, null);
  }

  public Outcome<ArtisanKey> prove(Instant now) {
    return LIFECYCLE
        .step(state, Command.PROVE)
        .map(next -> moved(next, now, null, null, null, now));
  }

  /** Signs no more, and verifies for {@link #OVERLAP}. */
  public Outcome<ArtisanKey> phaseOut(Instant now) {
    return LIFECYCLE
        .step(state, Command.PHASE_OUT)
        .map(next -> moved(next, activated, now.plus(OVERLAP), null, null, now));
  }

  /** Never proved in time. */
  public Outcome<ArtisanKey> expire(Instant now) {
    return LIFECYCLE
        .step(state, Command.EXPIRE)
        .map(next -> moved(next, null, null, now, "not proved in time", now));
  }

  public Outcome<ArtisanKey> retire(Instant now) {
    return LIFECYCLE
        .step(state, Command.RETIRE)
        .map(next -> moved(next, activated, retireAt, null, null, now));
  }

  /** Out of force at once, and for good. */
  public Outcome<ArtisanKey> revoke(String why, Instant now) {
    return LIFECYCLE
        .step(state, Command.REVOKE)
        .map(next -> moved(next, activated, null, now, why, now));
  }

  /** May what this key signed be believed? */
  public boolean verifies() {
    return state == State.ACTIVE || state == State.RETIRING;
  }

  private ArtisanKey moved(
      State to,
      @Nullable Instant provedAt,
      @Nullable Instant endsAt,
      @Nullable Instant revokedAt,
      @Nullable String why,
      Instant now) {
    return new ArtisanKey(
        oid,
        version + 1,
        created,
        changedAt(now),
        owner,
        wrappedSecret,
        fingerprint,
        to,
        provedAt,
        endsAt,
        revokedAt,
        why);
  }
}
