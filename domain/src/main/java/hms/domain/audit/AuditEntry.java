package hms.domain.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to which version of an object.
 *
 * @param n number in the order of writing, which is not the order of committing
 * @param at in microseconds
 * @param change the exact text of {@code {field: {from, to}}}
 * @param artisan whose object it is; null if it is not one artisan's
 */
public record AuditEntry(
    long n,
    Instant at,
    String actor,
    String kind,
    UUID object,
    long objectVersion,
    String command,
    String change,
    @Nullable UUID artisan,
    Cause cause) {

  /** Says no more than entries of the first form could. */
  boolean plain() {
    return artisan == null && cause.equals(Cause.UNKNOWN);
  }
}
