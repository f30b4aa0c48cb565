package hms.cluster.job;

import hms.domain.Outcome;
import hms.domain.job.Interval;
import io.vertx.core.json.JsonObject;

/**
 * One kind of computation; no mutable state, any thread.
 *
 * @param <P> its parameters
 * @param <A> a partial result
 */
public interface JobType<P extends Record, A> {

  /** Kebab-case, 1 to 40 characters; constant. */
  String name();

  /** Reads parameters; refuses with every violation, each with a pointer into {@code json}. */
  Outcome<P> parameters(JsonObject json);

  /** Counts the units; once for each owner of a job, on its event loop. */
  Plan plan(P parameters);

  /**
   * Computes the units of {@code range} on a slot thread, from nothing but its arguments.
   *
   * @throws Stopped let it pass when {@code checkpoint()} throws it
   * @throws Exception the chunk failed and will be tried again
   */
  A compute(P parameters, Interval range, ChunkContext chunk) throws Exception;

  /** How the parts of such a job join. */
  Reduction<A> reduction(P parameters);

  /**
   * Compares the total with an oracle that shares no code with {@code compute}. May take long. Not
   * asked about files.
   */
  Verdict verify(P parameters, A total);
}
