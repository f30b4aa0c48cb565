package hms.domain.job;

import hms.domain.audit.TraceParent;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One computation that somebody asked for.
 *
 * @param oid UUIDv7
 * @param type name of the job type, kebab-case
 * @param parameters a JSON object, as the type reads it
 * @param tenant who shares the cluster with others by weight
 * @param ties to other jobs
 * @param owner node id of the orchestrator, if one has it
 * @param epoch raised at each change of owner and each new cutting; nothing is committed under an
 *     older one
 * @param unitsTotal 0 until planned
 * @param unitsDone units whose chunks are committed
 * @param unitsDead units that are given up
 * @param chunksDone committed chunks
 * @param cpuMicros processor time of the committed chunks, microseconds
 * @param result a JSON object, once SUCCEEDED or PARTIAL
 * @param reason why it FAILED: an {@link EndReason}, then a sentence for people
 * @param verdict what the oracle said: CONFIRMED or REFUTED
 * @param lostOwners owners that died one after the other while nothing was committed
 * @param submittedBy name of the actor
 * @param notBefore it is not begun earlier
 * @param deadline by then it has ended, or it FAILED
 * @param trace that it is part of: of the call that submitted it
 * @param started first time an orchestrator had planned it
 * @param code what computes it, as {@link JobCode#text}; once planned
 */
public record Job(
    UUID oid,
    String type,
    String parameters,
    String tenant,
    JobOptions options,
    JobTies ties,
    JobState state,
    Optional<String> owner,
    long epoch,
    long unitsTotal,
    long unitsDone,
    long unitsDead,
    long chunksDone,
    long cpuMicros,
    Optional<String> result,
    Optional<String> reason,
    Optional<String> verdict,
    int lostOwners,
    String submittedBy,
    Instant created,
    Optional<Instant> notBefore,
    Optional<Instant> deadline,
    Optional<TraceParent> trace,
    Optional<Instant> started,
    Optional<Instant> ended,
    Optional<String> code) {

  /** A job as it is submitted, its tenant's own and like most: {@link JobTerms#of}. */
  public static Job queued(
      UUID oid, String type, String parameters, String submittedBy, Instant created) {
    return queued(oid, JobTerms.of(type, parameters), submittedBy, created);
  }

  /** A job as it is submitted, its tenant's own. */
  public static Job queued(UUID oid, JobTerms terms, String submittedBy, Instant created) {
    return queued(oid, terms, submittedBy, submittedBy, created, Optional.empty());
  }

  /** A job as it is submitted: {@link JobState#QUEUED}, nobody's, nothing done. */
  public static Job queued(
      UUID oid,
      JobTerms terms,
      String tenant,
      String submittedBy,
      Instant created,
      Optional<TraceParent> trace) {
    return new Job(
        oid,
        terms.type(),
        terms.parameters(),
        tenant,
        terms.options(),
        terms.ties(),
        JobState.QUEUED,
        Optional.empty(),
        0,
        0,
        0,
        0,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        submittedBy,
        created,
        terms.notBefore(),
        terms.deadline(),
        trace,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
