package hms.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stored object: it has an id for life and a version that counts its effective changes. */
public interface Versioned {
  UUID oid();

  /** 1, 2, 3 ... */
  long version();

  Instant created();

  /** The time of the last effective change. */
  Instant modified();

  /** When a change made now counts as made: always later than the last one, whatever clocks say. */
  default Instant changedAt(Instant now) {
    return now.isAfter(modified()) ? now : modified().plus(1, ChronoUnit.MICROS);
  }

  /**
   * The object, if it is still the version that its caller saw; else Stale.
   *
   * @param expected the version that was seen; null if the caller need not have seen one
   */
  static <T extends Versioned> Outcome<T> seen(T found, @Nullable Long expected, String kind) {
    return expected == null || expected == found.version()
        ? Outcome.done(found)
        : Outcome.refused(new Refusal.Stale(kind, expected, found.version()));
  }
}
