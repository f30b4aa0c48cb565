package hms.cluster.orchestrate;

import hms.cluster.JobTraces;
import hms.domain.job.DeadChunk;
import hms.domain.job.Pace;
import hms.storage.JobStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes how jobs end; on a fault tries again for as long as the job is this node's. */
final class Endings {
  private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

  private final Vertx vertx;
  private final JobStore store;
  private final JobTraces traces;
  private final Pace pace;
  private final BiPredicate<UUID, Long> holds;
  private final Consumer<UUID> closed;

  /**
   * @param holds true while a job is this node's, under that epoch
   * @param closed told once a job has ended, or is somebody else's
   */
  Endings(
      Vertx vertx,
      JobStore store,
      JobTraces traces,
      Pace pace,
      BiPredicate<UUID, Long> holds,
      Consumer<UUID> closed) {
    this.vertx = vertx;
    this.store = store;
    this.traces = traces;
    this.pace = pace;
    this.holds = holds;
    this.closed = closed;
  }

  /** Every unit is committed or dead: merges, verifies and ends it. */
  void complete(LaidOut its, long epoch) {
    UUID job = its.job().oid();
    write(job, epoch, () -> store.dead(job).compose(dead -> completed(its, dead)));
  }

  private Future<JobStore.End> completed(LaidOut its, List<DeadChunk> dead) {
    var missing = dead.stream().map(DeadChunk::interval).toList();
    return new Completion(vertx, store, traces).of(its, missing);
  }

  void end(UUID job, long epoch, JobStore.End end) {
    write(job, epoch, () -> Future.succeededFuture(end));
  }

  private void write(UUID job, long epoch, Supplier<Future<JobStore.End>> ending) {
    ending
        .get()
        .compose(end ->
            Completion.write(store, job, epoch, end).onSuccess(written -> log(job, end, written)))
        .onSuccess(written -> closed.accept(job))
        .onFailure(fault -> {
          LOG.atWarn().addKeyValue("job", job).setCause(fault).log("job not ended, trying again");
          vertx.setTimer(
              pace.heartbeat().toMillis(),
              due -> {
                if (holds.test(job, epoch)) write(job, epoch, ending);
              });
        });
  }

  private static void log(UUID job, JobStore.End end, boolean written) {
    LOG.atInfo()
        .addKeyValue("job", job)
        .addKeyValue("end", end.getClass().getSimpleName())
        .addKeyValue("written", written)
        .log("job ended");
  }
}
