package hms.cluster.work;

import hms.cluster.JobTraces;
import hms.cluster.job.JobTypes;
import hms.domain.job.Chunk;
import hms.domain.job.Job;
import hms.storage.JobStore;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;

/** The jobs whose chunks a worker has computed lately, so that each row is read once an epoch. */
final class KnownJobs {
  private static final int JOBS_MAX = 64;

  /** One that is tried again whole may have another number of units. */
  private record Key(UUID job, long epoch) {}

  private final JobStore store;
  private final JobTypes types;
  private final JobTraces traces;
  private final Map<Key, Future<KnownJob>> known = new LinkedHashMap<>();

  KnownJobs(JobStore store, JobTypes types, JobTraces traces) {
    this.store = store;
    this.types = types;
    this.traces = traces;
  }

  Future<KnownJob> find(Chunk chunk) {
    var key = new Key(chunk.job(), chunk.epoch());
    Future<KnownJob> found = known.get(key);
    if (found != null && !found.failed()) return found;
    if (known.size() >= JOBS_MAX) known.remove(known.keySet().iterator().next());
    Future<KnownJob> read = store.find(chunk.job()).map(job -> bind(job.orElseThrow()));
    known.put(key, read);
    return read;
  }

  private KnownJob bind(Job job) {
    String mine = types.code(job.type()).text();
    job.code()
        .filter(its -> !its.equals(mine))
        .ifPresent(its -> {
          throw new NoSuchElementException("expected %s, found %s".formatted(its, mine));
        });
    return new KnownJob(job, types.bind(job.type(), job.parameters()).orThrow(), traces);
  }
}
