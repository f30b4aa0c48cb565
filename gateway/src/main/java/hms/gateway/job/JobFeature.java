package hms.gateway.job;

import hms.cluster.Bus;
import hms.cluster.job.JobTypes;
import hms.gateway.command.Mint;
import hms.gateway.http.Routes;
import hms.storage.JobStore;
import hms.storage.pg.PgDatabase;
import java.util.List;

/** The HTTP faces of jobs and of the nodes that compute them, put together. */
public final class JobFeature {
  private JobFeature() {}

  public static List<Routes> routes(
      Bus bus, JobStore jobs, PgDatabase database, JobTypes types, Mint mint) {
    return List.of(
        new JobRoutes(jobs, database.jobViews(), types, mint, new JobWatchers(bus)),
        new NodeRoutes(jobs, database.nodeViews()),
        new JobControlRoutes(jobs, database.jobViews()),
        new JobResultRoutes(jobs, types));
  }
}
