package hms.domain.job;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One computation that somebody asked for.
 *
 * @param oid UUIDv7
 * @param type name of the job type, kebab-case
 * @param parameters a JSON object, as the type reads it
 * @param owner node id of the orchestrator, if one has it
 * @param epoch raised at each change of owner; nothing is committed under an older one
 * @param unitsTotal 0 until planned
 * @param unitsDone units whose chunks are committed
 * @param chunksDone committed chunks
 * @param cpuMicros processor time of the committed chunks, microseconds
 * @param result a JSON object, once SUCCEEDED
 * @param reason why it FAILED, for people
 * @param verdict what the oracle said: CONFIRMED or REFUTED
 * @param submittedBy name of the actor
 * @param started first time an orchestrator had planned it
 */
public record Job(
    UUID oid,
    String type,
    String parameters,
    JobState state,
    Optional<String> owner,
    long epoch,
    long unitsTotal,
    long unitsDone,
    long chunksDone,
    long cpuMicros,
    Optional<String> result,
    Optional<String> reason,
    Optional<String> verdict,
    String submittedBy,
    Instant created,
    Optional<Instant> started,
    Optional<Instant> ended) {

  /** A job as it is submitted: {@link JobState#QUEUED}, nobody's, nothing done. */
  public static Job queued(
      UUID oid, String type, String parameters, String submittedBy, Instant created) {
    return new Job(
        oid,
        type,
        parameters,
        JobState.QUEUED,
        Optional.empty(),
        0,
        0,
        0,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        submittedBy,
        created,
        Optional.empty(),
        Optional.empty());
  }
}
