package hms.cluster.work;

import hms.cluster.JobTraces;
import hms.cluster.job.BoundJob;
import hms.domain.audit.TraceParent;
import hms.domain.job.Chunk;
import hms.domain.job.JobBrief;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A job as a worker knows it: what to compute, and who follows it. From any thread. */
final class KnownJob {
  /** What comes after so many chunks is more of the same, and a trace has an end for its reader. */
  private static final int TRACED_MAX = 1000;

  private final JobBrief job;
  private final BoundJob<?, ?> ready;
  private final Optional<TraceParent> trace;
  private final JobTraces traces;
  private final AtomicInteger traced = new AtomicInteger();

  KnownJob(JobBrief job, BoundJob<?, ?> ready, JobTraces traces) {
    this.job = job;
    this.ready = ready;
    this.trace = job.trace();
    this.traces = trace.isPresent() ? traces : JobTraces.NONE;
  }

  BoundJob<?, ?> ready() {
    return ready;
  }

  /** All units, once it is laid out. */
  long units() {
    return job.units();
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
    return traces.begin(job.job(), trace, "chunk " + job.type(), about);
  }
}
