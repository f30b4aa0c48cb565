package hms.domain.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * Who did what to which version of an object.
 *
 * @param n number in the order of writing, which is not the order of committing
 * @param at in microseconds
 * @param change the exact text of {@code {field: {from, to}}}
 */
public record AuditEntry(
    long n,
    Instant at,
    String actor,
    String kind,
    UUID object,
    long objectVersion,
    String command,
    String change) {}
