package hms.storage;

import hms.domain.Versioned;
import org.jspecify.annotations.Nullable;

/** What a save did. */
public enum Saved {
  INSERTED,
  UPDATED,
  /** No version, no audit, no message. */
  UNCHANGED;

  /**
   * What a save has to do.
   *
   * @throws IllegalArgumentException if the two are not one object in successive versions
   */
  public static <T extends Versioned> Saved of(@Nullable T found, T next) {
    if (next.version() == 1 && !next.equals(found)) return INSERTED;
    if (next.equals(found)) return UNCHANGED;
    if (found != null
        && found.oid().equals(next.oid())
        && found.version() + 1 == next.version()
        && found.created().equals(next.created())
        && found.modified().isBefore(next.modified())) {
      return UPDATED;
    }
    throw new IllegalArgumentException(
        "version %d of %s does not follow %s"
            .formatted(next.version(), next.oid(), found == null ? "nothing" : found.version()));
  }
}
