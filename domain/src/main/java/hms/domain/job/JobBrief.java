package hms.domain.job;

import hms.domain.audit.TraceParent;
import java.util.Optional;
import java.util.UUID;

/**
 * What a worker needs to know of a job to compute chunks of it.
 *
 * @param epoch under which the chunks were granted
 * @param parameters a JSON object, as the type reads it
 * @param units all of them, as planned
 * @param code what computes it, as {@link JobCode#text}; empty if it was not told
 * @param traceparent that it is part of, as {@link TraceParent#text}; empty if of none
 */
public record JobBrief(
    UUID job,
    long epoch,
    String type,
    String parameters,
    long units,
    String code,
    String traceparent) {

  /** Of a job that has so many units, under one of its epochs. */
  public static JobBrief of(Job job, long epoch, long units, String code) {
    String traceparent = job.trace().map(TraceParent::text).orElse("");
    return new JobBrief(job.oid(), epoch, job.type(), job.parameters(), units, code, traceparent);
  }

  /** The same job, cut anew. */
  public JobBrief under(long later) {
    return new JobBrief(job, later, type, parameters, units, code, traceparent);
  }

  public Optional<TraceParent> trace() {
    return TraceParent.parse(traceparent);
  }
}
