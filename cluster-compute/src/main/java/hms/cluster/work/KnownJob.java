package hms.cluster.work;

import hms.cluster.JobTraces;
import hms.cluster.job.BoundJob;
import hms.domain.job.Chunk;
import hms.domain.job.Job;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A job as a worker has read it: what to compute, and who follows it. From any thread. */
final class KnownJob {
  /** What comes after so many chunks is more of the same, and a trace has an end for its reader. */
  private static final int TRACED_MAX = 1000;

  private final Job job;
  private final BoundJob<?, ?> ready;
  private final JobTraces traces;
  private final AtomicInteger traced = new AtomicInteger();

  KnownJob(Job job, BoundJob<?, ?> ready, JobTraces traces) {
    this.job = job;
    this.ready = ready;
    this.traces = job.trace().isPresent() ? traces : JobTraces.NONE;
  }

  BoundJob<?, ?> ready() {
    return ready;
  }

  /** All units, once it is laid out. */
  long units() {
    return job.unitsTotal();
  }

  JobTraces.Step begin(Chunk chunk, String node) {
    if (traces == JobTraces.NONE || traced.getAndIncrement() >= TRACED_MAX) {
      return failure -> {};
    }
    var about =
        Map.of(
            "chunk",
            chunk.lo() + "-" + (chunk.hi() - 1),
            "attempt",
            Integer.toString(chunk.attempt()),
            "node",
            node);
    return traces.begin(job, "chunk " + job.type(), about);
  }
}
