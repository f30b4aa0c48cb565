package hms.cluster;

import hms.domain.audit.TraceParent;
import hms.domain.job.Job;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells whoever follows the trace of a job what was done for it, and when. From any thread. */
@FunctionalInterface
public interface JobTraces {
  /** Nobody follows. */
  JobTraces NONE = (job, trace, name, about) -> failure -> {};

  /**
   * A step begins.
   *
   * @param trace that submitted the job, if it is part of one
   * @param name one of few: {@code chunk factors}
   * @param about what is done, by name; the job itself need not be said
   */
  Step begin(UUID job, Optional<TraceParent> trace, String name, Map<String, String> about);

  default Step begin(Job job, String name, Map<String, String> about) {
    return begin(job.oid(), job.trace(), name, about);
  }

  /** What has begun and not ended. */
  @FunctionalInterface
  interface Step {

    /**
     * @param failure in a word, if it came to nothing
     */
    void end(@Nullable String failure);
  }
}
