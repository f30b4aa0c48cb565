package hms.storage.stall;

import hms.domain.Outcome;
import hms.domain.Rules;
import hms.domain.Versioned;
import java.time.Instant;
import java.util.UUID;

/**
 * How far an artisan has come in both streams. Its oid is that of the artisan.
 *
 * @param sent the highest number of our own that has an outcome
 * @param received the number of the last office message that was applied
 */
public record Position(
    UUID oid, long version, Instant created, Instant modified, long sent, long received)
    implements Versioned {

  /** Nothing has been exchanged yet. */
  public static Position start(UUID artisan, Instant now) {
    return new Position(artisan, 1, now, now, 0, 0);
  }

  /** The next version; this one if nothing is new. */
  public Position at(long nowSent, long nowReceived, Instant now) {
    return nowSent == sent && nowReceived == received
        ? this
        : new Position(oid, version + 1, created, changedAt(now), nowSent, nowReceived);
  }

  /** Errors: Invalid, with all that is wrong. */
  public Outcome<Position> checked() {
    var rules = new Rules();
    rules.that(sent >= 0, "/sent", "range", "expected 0 or more");
    rules.that(received >= 0, "/received", "range", "expected 0 or more");
    return rules.broken() ? rules.refused() : Outcome.done(this);
  }
}
