package hms.domain.job;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What becomes of the chunks that a worker says it holds: those that are open go on under the
 * current epoch, the others are cancelled; and those that it should hold and does not are open.
 */
final class Adoption {
  /** A grant this young may still be on its way. */
  private static final long UNHELD_NANOS = Duration.ofSeconds(2).toNanos();

  private final String node;
  private final WorkerLedger worker;
  private final JobMessage.Held held;

  Adoption(String node, WorkerLedger worker, JobMessage.Held held) {
    this.node = node;
    this.worker = worker;
    this.held = held;
  }

  /** Decides about each chunk; {@code unwanted} is told what to cancel. */
  void answer(OwnedJobs jobs, Consumer<JobMessage.Cancel> unwanted, long nowNanos) {
    for (Chunk chunk : held.chunks()) {
      OwnedJob job = jobs.find(chunk.job());
      if (job != null) decide(job, chunk, nowNanos).ifPresent(unwanted);
    }
    for (UUID oid : held.jobs()) {
      OwnedJob job = jobs.find(oid);
      if (job != null) answered(job, nowNanos);
    }
  }

  private Optional<JobMessage.Cancel> decide(OwnedJob job, Chunk chunk, long nowNanos) {
    JobProgress progress = job.progress();
    if (job.recutting() || chunk.epoch() > job.epoch()) return Optional.empty();
    if (progress.isOut(worker.node(), chunk)) return Optional.empty();
    Optional<Lot> lot =
        job.cancelling() || job.outdates(chunk)
            ? Optional.empty()
            : progress.adopt(worker.node(), chunk, nowNanos);
    lot.ifPresent(worker::grant);
    return lot.isPresent()
        ? Optional.empty()
        : Optional.of(
            new JobMessage.Cancel(
                node, job.oid(), chunk.epoch(), List.of(chunk.interval()), false));
  }

  /** The worker has answered for the whole job. */
  private void answered(OwnedJob job, long nowNanos) {
    if (held.epoch() != job.epoch()) return;
    var has = new HashSet<>(held.chunks());
    List<Chunk> old = job.progress().heldFor(worker.node(), UNHELD_NANOS, nowNanos);
    for (Chunk chunk : old) {
      if (!has.contains(chunk) && !worker.unheard(chunk)) {
        job.progress().handBack(worker.node(), chunk, nowNanos);
      }
    }
    job.progress().answered(worker.node());
  }
}
