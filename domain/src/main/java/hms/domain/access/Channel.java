package hms.domain.access;

import hms.domain.Outcome;
import hms.domain.Rules;
import hms.domain.Versioned;
import java.time.Instant;
import java.util.UUID;

/**
 * A storefront.
 *
 * @param name of which there is one; the audit calls its acts by it
 */
public record Channel(UUID oid, long version, Instant created, Instant modified, String name)
    implements Versioned {
  private static final int NAME_MAX = 80;

  /** Errors: Invalid. */
  public static Outcome<Channel> create(UUID oid, String name, Instant now) {
    return checked(name).map(line -> new Channel(oid, 1, now, now, line));
  }

  /** The same under another name. Errors: Invalid. */
  public Outcome<Channel> renamed(String other, Instant now) {
    return checked(other)
        .map(line ->
            line.equals(name)
                ? this
                : new Channel(oid, version + 1, created, changedAt(now), line));
  }

  private static Outcome<String> checked(String name) {
    var rules = new Rules();
    String line = rules.line("/name", name, NAME_MAX);
    return line == null ? rules.refused() : Outcome.done(line);
  }
}
