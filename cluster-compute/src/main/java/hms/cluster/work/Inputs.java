package hms.cluster.work;

import hms.cluster.job.BoundJob;
import hms.cluster.job.Plan;
import hms.domain.job.Chunk;
import hms.storage.JobStore;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Reads what chunks are computed from while the ones before them are computed. One event loop;
 * holds what the next chunks need and nothing else.
 */
final class Inputs {
  private static final long INPUT_MAX_BYTES = 16L << 20;

  /**
   * What a chunk needs to be computed.
   *
   * @param input of each of its units; empty if the job has none
   */
  record Ready(BoundJob<?, ?> job, Plan.Place place, List<byte[]> input) {}

  private final JobStore store;
  private final KnownJobs jobs;
  private final Map<Chunk, Future<Ready>> prepared = new HashMap<>();

  Inputs(JobStore store, KnownJobs jobs) {
    this.store = store;
    this.jobs = jobs;
  }

  /** Begins to read for these, and forgets what was read for others. */
  void prepare(List<Chunk> next) {
    if (next.isEmpty() && prepared.isEmpty()) return;
    for (Chunk chunk : next) prepared.computeIfAbsent(chunk, this::read);
    prepared.keySet().retainAll(new HashSet<>(next));
  }

  /** Done when the chunk can be computed. */
  Future<Ready> of(Chunk chunk) {
    Future<Ready> ready = prepared.remove(chunk);
    return ready == null || ready.failed() ? read(chunk) : ready;
  }

  private Future<Ready> read(Chunk chunk) {
    return jobs.find(chunk)
        .compose(known -> {
          var plan = known.ready().plan();
          var place = plan.place(known.units(), chunk.interval());
          return input(chunk, plan, place).map(input -> ready(known.ready(), place, input));
        });
  }

  private Future<List<byte[]>> input(Chunk chunk, Plan plan, Plan.Place place) {
    if (place.before().isPresent()) {
      return store.data().left(chunk.job(), place.before().get(), place.units());
    }
    return plan.input().isPresent()
        ? store.data().input(chunk.job(), place.units())
        : Future.succeededFuture(List.of());
  }

  private static Ready ready(BoundJob<?, ?> job, Plan.Place place, List<byte[]> input) {
    long bytes = input.stream().mapToLong(each -> each.length).sum();
    if (bytes > INPUT_MAX_BYTES) {
      throw new IllegalStateException(
          "the input of a chunk may have 16 MiB, found " + bytes + " bytes");
    }
    return new Ready(job, place, input);
  }
}
