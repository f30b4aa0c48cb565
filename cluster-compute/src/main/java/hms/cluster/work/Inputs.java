package hms.cluster.work;

import hms.cluster.job.Plan;
import hms.cluster.job.TransientFailure;
import hms.domain.job.Chunk;
import hms.domain.job.JobBrief;
import hms.storage.JobData.Left;
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
   * Where a chunk is in its job, and what it is computed from.
   *
   * @param input of each of its units; empty if the job has none
   */
  record Loaded(Plan.Place place, List<byte[]> input) {}

  private final JobStore store;
  private final KnownJobs jobs;
  private final Map<Chunk, Future<Loaded>> prepared = new HashMap<>();

  Inputs(JobStore store, KnownJobs jobs) {
    this.store = store;
    this.jobs = jobs;
  }

  /** Of a job whose chunks were granted. */
  void tell(JobBrief job) {
    jobs.tell(job);
  }

  Future<KnownJob> job(Chunk chunk) {
    return jobs.find(chunk);
  }

  /** Begins to read for these, and forgets what was read for others. */
  void prepare(List<Chunk> next) {
    for (Chunk chunk : next) {
      Future<KnownJob> job = jobs.find(chunk);
      boolean reads = job.succeeded() && job.result().ready().plan().needsCluster();
      if (reads) prepared.computeIfAbsent(chunk, absent -> read(chunk, job.result()));
    }
    if (!prepared.isEmpty()) prepared.keySet().retainAll(new HashSet<>(next));
  }

  /** What each of these chunks of one job is computed from. */
  Future<List<Loaded>> of(KnownJob job, List<Chunk> chunks) {
    var all = chunks.stream().map(chunk -> of(job, chunk)).toList();
    return Future.all(all).map(read -> all.stream().map(Future::result).toList());
  }

  private Future<Loaded> of(KnownJob job, Chunk chunk) {
    Future<Loaded> read = prepared.remove(chunk);
    return read == null || read.failed() ? read(chunk, job) : read;
  }

  private Future<Loaded> read(Chunk chunk, KnownJob job) {
    var plan = job.ready().plan();
    var place = plan.place(job.units(), chunk.interval());
    Future<List<byte[]>> input;
    if (place.before().isPresent()) {
      input = store.data().left(chunk.job(), place.before().get(), place.units());
    } else if (plan.reading().isPresent()) {
      input = store.data().read(chunk.job(), place.units(), plan.reading().get());
    } else if (plan.input().isPresent()) {
      input = store.data().input(chunk.job(), place.units());
    } else {
      input = Future.succeededFuture(List.of());
    }
    return input.map(bytes -> loaded(place, bytes));
  }

  private static Loaded loaded(Plan.Place place, List<byte[]> input) {
    long bytes = input.stream().mapToLong(each -> each.length).sum();
    if (bytes > INPUT_MAX_BYTES) {
      throw new IllegalStateException(
          "the input of a chunk may have 16 MiB, found " + bytes + " bytes");
    }
    return new Loaded(place, input);
  }

  /**
   * Blocks until what a chunk leaves is there; on its slot thread.
   *
   * @throws TransientFailure it could not be written, or nobody waits for it
   */
  void keep(Chunk chunk, Left left) throws TransientFailure {
    if (left.isNothing()) return;
    boolean kept;
    try {
      kept = store.data().keep(chunk, left).await();
    } catch (RuntimeException fault) {
      throw new TransientFailure("what the chunk leaves was not kept", fault);
    }
    if (!kept) throw new TransientFailure("nobody waits for what the chunk leaves", null);
  }
}
