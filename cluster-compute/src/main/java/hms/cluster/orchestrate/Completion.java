package hms.cluster.orchestrate;

import hms.cluster.JobTraces;
import hms.cluster.job.BoundJob;
import hms.cluster.job.Verdict;
import hms.domain.job.EndReason;
import hms.domain.job.Interval;
import hms.domain.job.Job;
import hms.storage.JobStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Merges the parts of a job in unit order, page by page, and asks the oracle. Merging stays on the
 * caller's event loop; the oracle runs on a thread of its own.
 */
final class Completion {
  private static final int PAGE = 1000;

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
    return merged(job.oid(), its.ready().total(), its.ready().plan().units(), dead)
        .compose(total -> verifier.executeBlocking(() -> end(total, dead)))
        .eventually(verifier::close)
        .onSuccess(end -> step.end(null))
        .onFailure(fault -> step.end(fault.getClass().getSimpleName()));
  }

  private Future<BoundJob<?, ?>.Total> merged(
      UUID job, BoundJob<?, ?>.Total total, long units, List<Interval> dead) {
    skip(total, dead);
    if (total.next() == units) return Future.succeededFuture(total);
    return store
        .parts(job, total.next(), PAGE)
        .compose(parts -> {
          add(parts, total, units, dead);
          return merged(job, total, units, dead);
        });
  }

  private static void skip(BoundJob<?, ?>.Total total, List<Interval> dead) {
    for (Interval each : dead) if (each.lo() == total.next()) total.skip(each);
  }

  private static void add(
      List<JobStore.Part> parts, BoundJob<?, ?>.Total total, long units, List<Interval> dead) {
    if (parts.isEmpty()) {
      throw new IllegalStateException("parts end at " + total.next() + " of " + units);
    }
    for (JobStore.Part part : parts) {
      skip(total, dead);
      total.add(part.interval(), part.payload());
    }
  }

  private static JobStore.End end(BoundJob<?, ?>.Total total, List<Interval> dead) {
    if (!dead.isEmpty()) return new JobStore.End.Partial(partial(total, dead));
    return switch (total.verify()) {
      case Verdict.Confirmed confirmed -> new JobStore.End.Succeeded(total.json(), true);
      case Verdict.NotChecked none -> new JobStore.End.Succeeded(total.json(), false);
      case Verdict.Refuted(var oracle, var detail) ->
          new JobStore.End.Failed(EndReason.REFUTED, oracle + ": " + detail);
    };
  }

  /** The result of what is there, and which units are not, both ends included. */
  private static String partial(BoundJob<?, ?>.Total total, List<Interval> dead) {
    var missing = new JsonArray();
    dead.forEach(each -> missing.add(new JsonArray().add(each.lo()).add(each.hi() - 1)));
    return new JsonObject(total.json()).put("missingUnits", missing).encode();
  }
}
