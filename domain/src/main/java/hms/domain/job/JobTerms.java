package hms.domain.job;

import java.time.Instant;
import java.util.Optional;

/**
 * What a job is to compute, and how; the same whoever asks for it.
 *
 * @param type name of the job type, kebab-case
 * @param parameters a JSON object, as the type reads it
 * @param ties to other jobs
 * @param notBefore it is not begun earlier
 * @param deadline by then it has ended, or it FAILED
 */
public record JobTerms(
    String type,
    String parameters,
    JobOptions options,
    JobTies ties,
    Optional<Instant> notBefore,
    Optional<Instant> deadline) {

  /** At once, by the usual options, bound to no other job. */
  public static JobTerms of(String type, String parameters) {
    return new JobTerms(
        type, parameters, JobOptions.DEFAULT, JobTies.NONE, Optional.empty(), Optional.empty());
  }

  public JobTerms with(JobOptions other) {
    return new JobTerms(type, parameters, other, ties, notBefore, deadline);
  }

  public JobTerms with(JobTies other) {
    return new JobTerms(type, parameters, options, other, notBefore, deadline);
  }

  public JobTerms within(Optional<Instant> earliest, Optional<Instant> latest) {
    return new JobTerms(type, parameters, options, ties, earliest, latest);
  }
}
