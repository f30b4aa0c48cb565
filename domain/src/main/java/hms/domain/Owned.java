package hms.domain;

import java.util.UUID;

/** A stored object that belongs to one artisan. */
public interface Owned extends Versioned {
  UUID artisan();
}
