package hms.cluster.work;

import hms.cluster.job.BoundJob;
import hms.cluster.job.JobTypes;
import hms.domain.job.Job;
import hms.storage.JobStore;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The jobs whose chunks a worker has computed lately, so that each row is read once. */
final class KnownJobs {
  private static final int JOBS_MAX = 64;

  private final JobStore store;
  private final JobTypes types;
  private final Map<UUID, Future<BoundJob<?, ?>>> known = new LinkedHashMap<>();

  KnownJobs(JobStore store, JobTypes types) {
    this.store = store;
    this.types = types;
  }

  Future<BoundJob<?, ?>> find(UUID oid) {
    Future<BoundJob<?, ?>> found = known.get(oid);
    if (found != null && !found.failed()) return found;
    if (known.size() >= JOBS_MAX) known.remove(known.keySet().iterator().next());
    Future<BoundJob<?, ?>> read = store.find(oid).map(job -> bind(job.orElseThrow()));
    known.put(oid, read);
    return read;
  }

  private BoundJob<?, ?> bind(Job job) {
    return types.bind(job.type(), job.parameters()).orThrow();
  }
}
