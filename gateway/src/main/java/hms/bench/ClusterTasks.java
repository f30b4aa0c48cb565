package hms.bench;

import hms.domain.job.Job;
import hms.domain.job.JobOptions;
import hms.domain.job.JobState;
import hms.domain.job.JobTerms;
import hms.storage.JobStore;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;

/** Jobs that compute nothing, one row a unit, on a real compute node. */
final class ClusterTasks {
  private static final long LOOK_NANOS = 2_000_000;
  private static final long PATIENCE_NANOS = 120_000_000_000L;
  private final JobStore jobs;
  private final DoubleSupplier nodeCpu;
  private final DoubleSupplier databaseCpu;

  ClusterTasks(JobStore jobs, DoubleSupplier nodeCpu, DoubleSupplier databaseCpu) {
    this.jobs = jobs;
    this.nodeCpu = nodeCpu;
    this.databaseCpu = databaseCpu;
  }

  /** So many tasks, from asking to the end. */
  Measured noop(long tasks, boolean fast) {
    return job("noop", "{\"units\":%d}".formatted(tasks), tasks, 1, fast);
  }

  /** So many waits of so many milliseconds, a chunk each. */
  Measured sleep(long tasks, int millis) {
    return job("sleep", sleeping(tasks, millis), tasks, 1, false);
  }

  static String sleeping(long tasks, int millis) {
    return "{\"units\":%d,\"millis\":%d}".formatted(tasks, millis);
  }

  /**
   * One job of {@code noop}, from asking to its end.
   *
   * @return its oid
   */
  UUID one(String parameters, JobOptions options) {
    var job = asked("noop", parameters, options);
    jobs.insert(job).compose(in -> jobs.wake()).await();
    ended(job.oid());
    return job.oid();
  }

  private Measured job(String type, String parameters, long tasks, long chunk, boolean fast) {
    double node = nodeCpu.getAsDouble();
    double database = databaseCpu.getAsDouble();
    long began = System.nanoTime();
    var options = new JobOptions(5, 0, chunk, 0, fast);
    var job = asked(type, parameters, options);
    jobs.insert(job).compose(in -> jobs.wake()).await();
    ended(job.oid());
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Measured(
        tasks, seconds, nodeCpu.getAsDouble() - node, databaseCpu.getAsDouble() - database);
  }

  private static Job asked(String type, String parameters, JobOptions options) {
    var terms = JobTerms.of(type, parameters).with(options);
    return Job.queued(UUID.randomUUID(), terms, "bench", Instant.now());
  }

  private void ended(UUID oid) {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < until) {
      var job = jobs.find(oid).await().orElseThrow();
      if (job.state() == JobState.SUCCEEDED) return;
      if (job.ended().isPresent()) throw new IllegalStateException("it ended as " + job);
      LockSupport.parkNanos(LOOK_NANOS);
    }
    throw new IllegalStateException("it did not end");
  }
}
