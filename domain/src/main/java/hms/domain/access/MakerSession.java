package hms.domain.access;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * An artisan in a browser. It came in by a link that its app asked for, signed by a key; it ends
 * with that key, whatever else.
 *
 * @param key what signed the request for the link
 * @param seen when it was used last, to a minute
 */
public record MakerSession(
    UUID oid, UUID artisan, UUID key, Instant created, Instant seen, Instant expires) {
  /** How long a link is good for, once. */
  public static final Duration LINK_LIFE = Duration.ofMinutes(2);

  public static MakerSession open(UUID oid, UUID artisan, UUID key, Instant now) {
    return new MakerSession(oid, artisan, key, now, now, now.plus(Session.LIFE));
  }
}
