package hms.gateway.job;

import hms.cluster.Addresses;
import hms.cluster.Bus;
import hms.cluster.JobLook;
import hms.domain.job.Job;
import hms.domain.job.JobLive;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks the owner of a job how it goes on. An owner that does not say so soon is not waited for. */
public final class JobWatchers {
  private static final long PATIENCE_MILLIS = 250;

  private final Bus bus;

  public JobWatchers(Bus bus) {
    this.bus = bus;
  }

  /** Empty if nobody computes it, or its owner is silent; never fails. */
  Future<Optional<JobLive>> live(Job job) {
    if (job.owner().isEmpty() || job.ended().isPresent()) {
      return Future.succeededFuture(Optional.empty());
    }
    return bus.request(Addresses.watched(job.owner().get()), new JobLook(job.oid()))
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .map(seen -> seen.live().stream().findFirst())
        .otherwise(Optional.empty());
  }
}
