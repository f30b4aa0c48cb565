package hms.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

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
}
