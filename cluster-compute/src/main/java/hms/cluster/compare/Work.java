package hms.cluster.compare;

import hms.cluster.job.BoundJob;
import hms.cluster.job.JobTypes;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.job.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * A job to be computed here.
 *
 * @param parameters JSON, as they were submitted
 */
public record Work(String type, String parameters, BoundJob<?, ?> job) {
  /** Enough for the last chunks to be short, few enough for shipping them to be cheap. */
  private static final int CHUNKS_A_SLOT = 16;

  /**
   * Refusals: those of {@link JobTypes#bind}; {@code Invalid} for a job that reads the database.
   */
  public static Outcome<Work> of(JobTypes types, String type, String parameters) {
    return types
        .bind(type, parameters)
        .then(job ->
            job.plan().needsCluster()
                ? Outcome.refused(
                    Refusal.Invalid.of(
                        "/type",
                        "needs-cluster",
                        "it is computed from rows of the database, which only the cluster reads"))
                : Outcome.done(new Work(type, parameters, job)));
  }

  public long units() {
    return job.plan().units();
  }

  /** Equal ones, but for the last. */
  List<Interval> chunks(int slots) {
    long length = Math.ceilDiv(units(), (long) slots * CHUNKS_A_SLOT);
    var chunks = new ArrayList<Interval>();
    for (long lo = 0; lo < units(); lo += length) {
      chunks.add(new Interval(lo, Math.min(units(), lo + length)));
    }
    return chunks;
  }
}
