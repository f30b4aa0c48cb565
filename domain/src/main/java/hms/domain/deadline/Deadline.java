package hms.domain.deadline;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One moment at which something is done to one object. An object has at most one open deadline of a
 * kind.
 *
 * @param oid of the deadline itself
 * @param kind what is to happen, as its handler knows it: {@code work-order.answer}; kebab-case
 *     behind the word for the object
 * @param object what it happens to
 * @param artisan whose object it is; empty for the office's own
 * @param due not before this instant
 */
public record Deadline(UUID oid, String kind, UUID object, Optional<UUID> artisan, Instant due) {
  private static final String KIND = "[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*";

  public Deadline {
    if (!kind.matches(KIND)) {
      throw new IllegalArgumentException("expected object.what-happens, found " + kind);
    }
  }

  /** Of a work order or a cancel request: its clock stands still while its artisan is away. */
  public boolean ofWork() {
    return kind.startsWith("work-order.") || kind.startsWith("cancel-request.");
  }
}
