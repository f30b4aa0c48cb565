package hms.cluster.job;

import hms.domain.Outcome;
import hms.domain.job.Interval;
import hms.storage.JobStatement;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * One kind of computation; no mutable state, any thread. Found by name, or in jars of others by
 * {@code ServiceLoader}: docs/job-types.md.
 *
 * @param <P> its parameters
 * @param <A> a partial result
 */
public interface JobType<P extends Record, A> {

  /** Kebab-case, 1 to 40 characters; constant. */
  String name();

  /**
   * At least 1; raise it whenever a result could change: nobody goes on with what another began.
   */
  default int version() {
    return 1;
  }

  /**
   * What its bytes depend on beside its code, in any words: programs or libraries of the machine.
   * Nodes on which it differs do not compute the same job. Empty for most: the JDK alone.
   */
  default String surroundings() {
    return "";
  }

  /** Reads parameters; refuses with every violation, each with a pointer into {@code json}. */
  Outcome<P> parameters(JsonObject json);

  /** Counts the units, or says what is to be frozen; for each owner of a job, on its event loop. */
  Plan plan(P parameters);

  /**
   * Computes the units of {@code range} on a slot thread, from nothing but its arguments and {@link
   * ChunkContext#input}.
   *
   * @throws Stopped let it pass when {@code checkpoint()} throws it
   * @throws Exception the chunk failed and will be tried again
   */
  A compute(P parameters, Interval range, ChunkContext chunk) throws Exception;

  /** How the parts of such a job join. */
  Reduction<A> reduction(P parameters);

  /**
   * Compares the total with an oracle that shares no code with {@code compute}. May take long. Not
   * asked about files and rows.
   */
  Verdict verify(P parameters, A total);

  /**
   * An oracle in SQL: a query for rows of three texts, what it compares, what it expects and what
   * it finds. It sees {@code job_input} and {@code job_rows(job)}. Asked of a job without dead
   * units.
   */
  default Optional<JobStatement> oracle(P parameters) {
    return Optional.empty();
  }

  /**
   * Writes the result into tables of the domain, in the transaction in which the job succeeds; or
   * ends in part, and then again when what was missing has come. So what is there already is
   * written over.
   */
  default Optional<JobStatement> publication(P parameters) {
    return Optional.empty();
  }
}
