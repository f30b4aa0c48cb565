package hms.cluster.orchestrate;

import hms.cluster.JobTraces;
import hms.domain.job.DeadChunk;
import hms.domain.job.EndReason;
import hms.domain.job.Pace;
import hms.storage.JobStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes how jobs end. On a fault it tries again while the job is this node's, less and less often;
 * what cannot be ended as it should be after some tries has FAILED.
 */
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
    var tries = new Tries(pace.heartbeat());
    write(its.job().oid(), epoch, tries, () -> tries.spent() ? inVain(tries) : end(its));
  }

  private Future<JobStore.End> end(LaidOut its) {
    return store
        .dead(its.job().oid())
        .map(dead -> dead.stream().map(DeadChunk::interval).toList())
        .compose(missing -> new Completion(vertx, store, traces).of(its, missing));
  }

  private static Future<JobStore.End> inVain(Tries tries) {
    return Future.succeededFuture(new JobStore.End.Failed(EndReason.UNFINISHED, tries.told()));
  }

  /** That is one small statement: nothing but the database can be in its way. */
  void end(UUID job, long epoch, JobStore.End end) {
    write(job, epoch, new Tries(pace.heartbeat()), () -> Future.succeededFuture(end));
  }

  private void write(UUID job, long epoch, Tries tries, Supplier<Future<JobStore.End>> ending) {
    ending
        .get()
        .compose(end ->
            Completion.write(store, job, epoch, end).onSuccess(written -> log(job, end, written)))
        .onSuccess(written -> closed.accept(job))
        .onFailure(fault -> {
          failed(job, tries, fault);
          vertx.setTimer(
              tries.waitMillis(),
              due -> {
                if (holds.test(job, epoch)) write(job, epoch, tries, ending);
              });
        });
  }

  private static void failed(UUID job, Tries tries, Throwable fault) {
    tries.failed(fault);
    (tries.spent() ? LOG.atError() : LOG.atWarn())
        .addKeyValue("job", job)
        .addKeyValue("tries", tries.count())
        .setCause(fault)
        .log("job not ended, trying again");
  }

  private static void log(UUID job, JobStore.End end, boolean written) {
    LOG.atInfo()
        .addKeyValue("job", job)
        .addKeyValue("end", end.getClass().getSimpleName())
        .addKeyValue("written", written)
        .log("job ended");
  }
}
