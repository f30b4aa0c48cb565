package hms.gateway.job;

import hms.cluster.Bus;
import hms.cluster.job.JobTypes;
import hms.gateway.command.Mint;
import hms.gateway.http.Routes;
import hms.storage.JobStore;
import hms.storage.pg.PgJobViews;
import hms.storage.pg.PgNodeViews;
import java.util.List;

/** The HTTP faces of jobs and of the nodes that run them, put together. */
public final class JobFeature {
  private JobFeature() {}

  /**
   * @param openMax jobs that have not ended; beyond it none is taken
   */
  public static List<Routes> routes(
      Bus bus,
      JobStore jobs,
      PgJobViews views,
      PgNodeViews nodes,
      JobTypes types,
      Mint mint,
      int openMax) {
    return List.of(
        new JobRoutes(jobs, views, types, mint, new JobWatchers(bus), openMax),
        new NodeRoutes(jobs, nodes),
        new JobControlRoutes(jobs, views),
        new JobResultRoutes(jobs, views, types));
  }
}
