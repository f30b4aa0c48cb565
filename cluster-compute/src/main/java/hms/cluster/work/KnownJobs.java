package hms.cluster.work;

import hms.cluster.job.BoundJob;
import hms.cluster.job.JobTypes;
import hms.domain.job.Chunk;
import hms.domain.job.Job;
import hms.storage.JobStore;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The jobs whose chunks a worker has computed lately, so that each row is read once an epoch. */
final class KnownJobs {
  private static final int JOBS_MAX = 64;

  /**
   * A job as its row said.
   *
   * @param units in all
   */
  record Known(BoundJob<?, ?> ready, long units) {}

  /** One that is tried again whole may have another number of units. */
  private record Key(UUID job, long epoch) {}

  private final JobStore store;
  private final JobTypes types;
  private final Map<Key, Future<Known>> known = new LinkedHashMap<>();

  KnownJobs(JobStore store, JobTypes types) {
    this.store = store;
    this.types = types;
  }

  Future<Known> find(Chunk chunk) {
    var key = new Key(chunk.job(), chunk.epoch());
    Future<Known> found = known.get(key);
    if (found != null && !found.failed()) return found;
    if (known.size() >= JOBS_MAX) known.remove(known.keySet().iterator().next());
    Future<Known> read = store.find(chunk.job()).map(job -> bind(job.orElseThrow()));
    known.put(key, read);
    return read;
  }

  private Known bind(Job job) {
    return new Known(types.bind(job.type(), job.parameters()).orThrow(), job.unitsTotal());
  }
}
