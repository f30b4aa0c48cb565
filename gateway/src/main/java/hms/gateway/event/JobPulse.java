package hms.gateway.event;

import hms.storage.DomainJson;
import hms.storage.pg.PgJobViews;
import hms.storage.pg.PgJobViews.Standing;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** How the newest jobs go on. */
final class JobPulse implements Pulse {
  /** Older ones do not go on. */
  private static final int NEWEST = 100;

  private final PgJobViews jobs;
  private final Changes<UUID, Standing> changes = new Changes<>();

  JobPulse(PgJobViews jobs) {
    this.jobs = jobs;
  }

  @Override
  public Topic topic() {
    return Topic.JOBS;
  }

  @Override
  public Future<List<Beat>> look(Set<UUID> channels) {
    return jobs.standings(NEWEST)
        .map(found -> changes.since(found, Standing::oid).stream().map(JobPulse::beat).toList());
  }

  private static Beat beat(Standing job) {
    var data =
        DomainJson.object()
            .put("topic", Topic.JOBS.wire())
            .put("kind", "job")
            .put("oid", job.oid().toString())
            .put("state", job.state())
            .put("unitsTotal", job.unitsTotal())
            .put("unitsDone", job.unitsDone());
    return new Beat(Topic.JOBS, job.oid(), data);
  }
}
