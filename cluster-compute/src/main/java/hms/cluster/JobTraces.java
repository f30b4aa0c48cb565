package hms.cluster;

import hms.domain.job.Job;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells whoever follows the trace of a job what was done for it, and when. From any thread. */
@FunctionalInterface
public interface JobTraces {
  /** Nobody follows. */
  JobTraces NONE = (job, name, about) -> failure -> {};

  /**
   * A step begins: of the trace that submitted the job, if it is part of one.
   *
   * @param name one of few: {@code chunk factors}
   * @param about what is done, by name; the job itself need not be said
   */
  Step begin(Job job, String name, Map<String, String> about);

  /** What has begun and not ended. */
  @FunctionalInterface
  interface Step {

    /**
     * @param failure in a word, if it came to nothing
     */
    void end(@Nullable String failure);
  }
}
