package hms.cluster.orchestrate;

import hms.cluster.job.BoundJob;
import hms.cluster.job.Verdict;
import hms.storage.JobStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.UUID;

/**
 * Merges the parts of a job in unit order, page by page, and asks the oracle. Merging stays on the
 * caller's event loop; the oracle runs on a thread of its own.
 */
final class Completion {
  private static final int PAGE = 1000;

  private final JobStore store;
  private final WorkerExecutor verifier;

  Completion(Vertx vertx, JobStore store) {
    this.store = store;
    this.verifier = vertx.createSharedWorkerExecutor("hms-verify", 1);
  }

  Future<JobStore.End> of(UUID job, BoundJob<?, ?> ready) {
    return merged(job, ready.total(), ready.plan().units())
        .compose(total -> verifier.executeBlocking(() -> end(total)))
        .eventually(verifier::close);
  }

  private Future<BoundJob<?, ?>.Total> merged(UUID job, BoundJob<?, ?>.Total total, long units) {
    return store
        .parts(job, total.next(), PAGE)
        .compose(parts -> {
          add(parts, total, units);
          return total.next() == units ? Future.succeededFuture(total) : merged(job, total, units);
        });
  }

  private static void add(List<JobStore.Part> parts, BoundJob<?, ?>.Total total, long units) {
    if (parts.isEmpty()) {
      throw new IllegalStateException("parts end at " + total.next() + " of " + units);
    }
    for (JobStore.Part part : parts) total.add(part.interval(), part.payload());
  }

  private static JobStore.End end(BoundJob<?, ?>.Total total) {
    return switch (total.verify()) {
      case Verdict.Confirmed confirmed -> new JobStore.End.Succeeded(total.json());
      case Verdict.NotChecked none -> new JobStore.End.Succeeded(total.json());
      case Verdict.Refuted(var oracle, var detail) ->
          new JobStore.End.Failed("refuted by " + oracle + ": " + detail, true);
    };
  }
}
