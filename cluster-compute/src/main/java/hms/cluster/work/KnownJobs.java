package hms.cluster.work;

import hms.cluster.JobTraces;
import hms.cluster.job.JobTypes;
import hms.domain.job.Chunk;
import hms.domain.job.JobBrief;
import hms.storage.JobStore;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The jobs whose chunks a worker has computed lately: told along with a grant, or else read, once
 * an epoch. One event loop.
 */
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

  /** Takes over what came with a grant. */
  void tell(JobBrief job) {
    var key = new Key(job.job(), job.epoch());
    if (usable(key) == null) keep(key, Future.succeededFuture(job).map(this::bind));
  }

  /** Errors: there is no such job, or this node would compute something else. */
  Future<KnownJob> find(Chunk chunk) {
    var key = new Key(chunk.job(), chunk.epoch());
    Future<KnownJob> found = usable(key);
    if (found != null) return found;
    Future<KnownJob> read = read(chunk).map(this::bind);
    keep(key, read);
    return read;
  }

  private @Nullable Future<KnownJob> usable(Key key) {
    Future<KnownJob> found = known.get(key);
    return found == null || found.failed() ? null : found;
  }

  private void keep(Key key, Future<KnownJob> job) {
    if (known.size() >= JOBS_MAX) known.remove(known.keySet().iterator().next());
    known.put(key, job);
  }

  private Future<JobBrief> read(Chunk chunk) {
    return store
        .find(chunk.job())
        .map(found -> {
          var job = found.orElseThrow();
          return JobBrief.of(job, chunk.epoch(), job.unitsTotal(), job.code().orElse(""));
        });
  }

  private KnownJob bind(JobBrief job) {
    String mine = types.code(job.type()).text();
    if (!job.code().isEmpty() && !job.code().equals(mine)) {
      throw new NoSuchElementException("expected %s, found %s".formatted(job.code(), mine));
    }
    return new KnownJob(job, types.bind(job.type(), job.parameters()).orThrow(), traces);
  }
}
