package hms.cluster.orchestrate;

import hms.cluster.JobTraces;
import hms.cluster.job.BoundJob;
import hms.cluster.job.Verdict;
import hms.domain.job.EndReason;
import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.storage.JobData;
import hms.storage.JobStatement;
import hms.storage.JobStore;
import hms.storage.StatementFailure;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Merges the parts of a job in unit order, page by page, and asks the oracle. Whatever is the
 * type's own code, or as long as a file is, runs on a thread of its own: the event loop grants
 * chunks.
 */
final class Completion {
  /** So much of the parts is in memory at a time; one part may be larger. */
  private static final long PAGE_BYTES = 4L << 20;

  /** More of them are too many, however many units there are. */
  private static final int REJECTED_MAX = 10_000;

  private final JobStore store;
  private final JobTraces traces;
  private final WorkerExecutor verifier;

  Completion(Vertx vertx, JobStore store, JobTraces traces) {
    this.store = store;
    this.traces = traces;
    this.verifier = vertx.createSharedWorkerExecutor("hms-verify", 1);
  }

  /**
   * @param dead units that are given up, ascending; a total without them cannot be verified
   */
  Future<JobStore.End> of(LaidOut its, List<Interval> dead) {
    Job job = its.job();
    var step = traces.begin(job, "complete " + job.type(), Map.of());
    return merged(job.oid(), its.ready().total(), its.units(), dead)
        .compose(total -> rejected(its).compose(bad -> ended(its, total, new Missing(dead, bad))))
        .eventually(verifier::close)
        .onSuccess(end -> step.end(null))
        .onFailure(fault -> step.end(fault.getClass().getSimpleName()));
  }

  private Future<JobStore.End> ended(LaidOut its, BoundJob<?, ?>.Total total, Missing missing) {
    return missing.units() > 0
        ? verifier.executeBlocking(() -> inPart(its, total, missing))
        : verdict(its, total)
            .compose(said -> verifier.executeBlocking(() -> end(its.ready(), total, said)));
  }

  /** Only a job that reads something may find something bad; at most one more than it may have. */
  private Future<List<JobData.Rejected>> rejected(LaidOut its) {
    if (!its.ready().plan().needsCluster()) return Future.succeededFuture(List.of());
    double most = its.job().options().maxDead() * its.units();
    return store.data().rejected(its.job().oid(), (int) Math.min(REJECTED_MAX, most + 1));
  }

  private static JobStore.End inPart(LaidOut its, BoundJob<?, ?>.Total total, Missing missing) {
    double most = its.job().options().maxDead() * its.units();
    return missing.units() > most || missing.rejected().size() == REJECTED_MAX
        ? new JobStore.End.Failed(
            EndReason.TOO_MANY_DEAD, missing.told() + " of " + its.units() + " units")
        : new JobStore.End.Partial(missing.in(total.json()), its.ready().publication());
  }

  /** Ends the job so; or as a failure, if what it is to publish cannot be. */
  static Future<Boolean> write(JobStore store, UUID job, long epoch, JobStore.End end) {
    return store
        .finish(job, epoch, end)
        .recover(fault ->
            fault instanceof StatementFailure atFault
                ? store.finish(
                    job, epoch, new JobStore.End.Failed(EndReason.PUBLISH, atFault.said()))
                : Future.failedFuture(fault));
  }

  private Future<BoundJob<?, ?>.Total> merged(
      UUID job, BoundJob<?, ?>.Total total, long units, List<Interval> dead) {
    skip(total, dead);
    if (total.next() == units) return Future.succeededFuture(total);
    return store
        .parts(job, total.next(), PAGE_BYTES)
        .compose(parts -> verifier.executeBlocking(() -> add(parts, total, units, dead)))
        .compose(added -> merged(job, total, units, dead));
  }

  private static void skip(BoundJob<?, ?>.Total total, List<Interval> dead) {
    for (Interval each : dead) if (each.lo() == total.next()) total.skip(each);
  }

  private static BoundJob<?, ?>.Total add(
      List<JobStore.Part> parts, BoundJob<?, ?>.Total total, long units, List<Interval> dead) {
    if (parts.isEmpty()) {
      throw new IllegalStateException("parts end at " + total.next() + " of " + units);
    }
    for (JobStore.Part part : parts) {
      skip(total, dead);
      total.add(part.interval(), part.payload());
    }
    return total;
  }

  /** Its oracle in Java first, then the one in SQL; whoever refutes it has the last word. */
  private Future<Verdict> verdict(LaidOut its, BoundJob<?, ?>.Total total) {
    Future<Verdict> first = verifier.executeBlocking(total::verify);
    Optional<JobStatement> oracle = its.ready().oracle();
    if (oracle.isEmpty()) return first;
    return first.compose(said ->
        said instanceof Verdict.Refuted
            ? first
            : store.data().judge(its.job().oid(), oracle.get()).transform(Completion::verdict));
  }

  private static Future<Verdict> verdict(AsyncResult<List<JobData.Judged>> judged) {
    if (judged.failed()) {
      return judged.cause() instanceof StatementFailure atFault
          ? Future.succeededFuture(new Verdict.Refuted("sql", atFault.said()))
          : Future.failedFuture(judged.cause());
    }
    return Future.succeededFuture(
        judged.result().stream()
            .filter(each -> !each.expected().equals(each.found()))
            .<Verdict>map(each ->
                new Verdict.Refuted(
                    each.what(), "expected %s, found %s".formatted(each.expected(), each.found())))
            .findFirst()
            .orElse(new Verdict.Confirmed("sql")));
  }

  private static JobStore.End end(
      BoundJob<?, ?> ready, BoundJob<?, ?>.Total total, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Confirmed confirmed ->
          new JobStore.End.Succeeded(total.json(), true, ready.publication());
      case Verdict.NotChecked none ->
          new JobStore.End.Succeeded(total.json(), false, ready.publication());
      case Verdict.Refuted(var oracle, var detail) ->
          new JobStore.End.Failed(EndReason.REFUTED, oracle + ": " + detail);
    };
  }
}
