package hms.domain.job;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What binds a job to others.
 *
 * @param dedupeKey of its tenant: whoever submits it again gets the first job; 1 to 200 characters
 * @param after jobs that must have SUCCEEDED before this one begins, at most 100; if one of them
 *     ends another way, this one FAILED as DEPENDENCY
 * @param origin the schedule that has made it, and no other job for the same slot; empty if
 *     somebody has submitted it
 */
public record JobTies(Optional<String> dedupeKey, List<UUID> after, Optional<JobOrigin> origin) {
  public static final int KEY_MAX = 200;
  public static final int AFTER_MAX = 100;
  public static final JobTies NONE = new JobTies(Optional.empty(), List.of());

  public JobTies {
    after = List.copyOf(after);
    if (after.size() > AFTER_MAX) {
      throw new IllegalArgumentException("after must be <= " + AFTER_MAX + ": " + after.size());
    }
    dedupeKey.ifPresent(key -> {
      if (key.isBlank() || key.codePointCount(0, key.length()) > KEY_MAX) {
        throw new IllegalArgumentException("dedupeKey must have 1.." + KEY_MAX + " characters");
      }
    });
  }

  /** Of a job that somebody submits. */
  public JobTies(Optional<String> dedupeKey, List<UUID> after) {
    this(dedupeKey, after, Optional.empty());
  }

  /** Of a job that a schedule makes. */
  public static JobTies of(JobOrigin origin) {
    return new JobTies(Optional.empty(), List.of(), Optional.of(origin));
  }
}
