package hms.cluster.orchestrate;

import hms.domain.job.EndReason;
import hms.domain.job.Job;
import hms.domain.job.JobState;
import hms.domain.job.OrchestratorEvent.Opened;
import hms.domain.job.Pace;
import hms.storage.JobStore;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The claimed jobs that are being opened, and those that could not be: each of these is claimed
 * again, less and less often, and has FAILED after some tries. One event loop.
 */
final class Openings {
  private static final Logger LOG = LoggerFactory.getLogger(Openings.class);

  private final Vertx vertx;
  private final JobStore store;
  private final Opening opening;
  private final Pace pace;

  /** Under which epoch; what waits for another try stands here too. */
  private final Map<UUID, Long> underWay = new HashMap<>();

  private final Map<UUID, Tries> failed = new HashMap<>();

  Openings(Vertx vertx, JobStore store, Opening opening, Pace pace) {
    this.vertx = vertx;
    this.store = store;
    this.opening = opening;
    this.pace = pace;
  }

  /** Those that need not be claimed. */
  Set<UUID> jobs() {
    return underWay.keySet();
  }

  /** Tells {@code opened} as {@link Opening#of} does. */
  void open(Job job, BiConsumer<LaidOut, Opened> opened) {
    underWay.put(job.oid(), job.epoch());
    opening
        .of(job, opened)
        .onSuccess(done -> {
          failed.remove(job.oid());
          forget(job);
        })
        .onFailure(fault -> failed(job, fault));
  }

  /** What is somebody else's by now, they have to open. */
  void owned(Set<UUID> mine) {
    failed.keySet().retainAll(mine);
  }

  /** Somebody wants it ended: that waits for nothing. */
  void cancelled(UUID job) {
    if (failed.containsKey(job)) underWay.remove(job);
  }

  private void forget(Job job) {
    underWay.remove(job.oid(), job.epoch());
  }

  private void failed(Job job, Throwable fault) {
    var tries = failed.computeIfAbsent(job.oid(), first -> new Tries(pace.heartbeat()));
    tries.failed(fault);
    (tries.spent() ? LOG.atError() : LOG.atWarn())
        .addKeyValue("job", job.oid())
        .addKeyValue("tries", tries.count())
        .setCause(fault)
        .log(tries.spent() ? "job cannot be opened" : "job not opened, claiming it again");
    if (tries.spent()) giveUp(job, tries);
    else vertx.setTimer(tries.waitMillis(), due -> forget(job));
  }

  /** If that cannot be written either, whoever claims it next begins anew. */
  private void giveUp(Job job, Tries tries) {
    failed.remove(job.oid());
    JobStore.End end =
        job.state() == JobState.CANCELLING
            ? new JobStore.End.Cancelled()
            : new JobStore.End.Failed(EndReason.PLAN, tries.told());
    store
        .finish(job.oid(), job.epoch(), end)
        .onFailure(fault -> LOG.atWarn().setCause(fault).log("job not ended"))
        .onComplete(done -> forget(job));
  }
}
