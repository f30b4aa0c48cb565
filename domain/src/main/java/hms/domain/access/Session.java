package hms.domain.access;

import hms.domain.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A person who has signed in. What proves it is a secret that changes with each version; only its
 * digest is kept, and not here.
 *
 * @param expires when it ends whatever happens
 * @param steppedUpUntil until then the person may do what a stolen session must not
 */
public record Session(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    UUID user,
    Client client,
    Instant expires,
    Instant steppedUpUntil)
    implements Versioned {
  /** How long a person may be signed in at all. */
  public static final Duration LIFE = Duration.ofHours(12);

  /** How long a browser may be left alone. */
  public static final Duration IDLE = Duration.ofMinutes(30);

  /** For how long a person counts as the one who has just proved themselves. */
  public static final Duration STEP_UP = Duration.ofMinutes(10);

  /** Where a person works. */
  public enum Client {
    /** A browser: its secret is a cookie. */
    CONSOLE,
    /** A command line: its secret is a bearer token. */
    CLI
  }

  /** Somebody has just proved who they are. */
  public static Session open(UUID oid, UUID user, Client client, Instant now) {
    return new Session(oid, 1, now, now, user, client, now.plus(LIFE), now.plus(STEP_UP));
  }

  /** They have proved it again; the end stays. */
  public Session steppedUp(Instant now) {
    Instant at = changedAt(now);
    return new Session(oid, version + 1, created, at, user, client, expires, at.plus(STEP_UP));
  }

  public boolean isSteppedUp(Instant now) {
    return now.isBefore(steppedUpUntil);
  }
}
