package hms.domain.job;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The schedule that has made a job.
 *
 * @param slot the time that it was due; empty if somebody wanted it out of turn
 */
public record JobOrigin(UUID schedule, Optional<Instant> slot) {}
