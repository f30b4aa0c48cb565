package hms.gateway.job;

import hms.cluster.Bus;
import hms.cluster.job.JobTypes;
import hms.domain.job.Tenants;
import hms.gateway.command.Mint;
import hms.gateway.command.ServiceVerticle;
import hms.gateway.http.Routes;
import hms.storage.JobStore;
import hms.storage.pg.PgJobViews;
import hms.storage.pg.PgNodeViews;
import hms.storage.pg.PgStores;
import java.util.List;

/** Jobs, their schedules and the nodes that run them, put together. */
public final class JobFeature {
  private JobFeature() {}

  /**
   * What people do with schedules.
   *
   * @param openMax jobs that have not ended; beyond it none is taken
   * @param tenants how many of them each may have
   */
  public static ServiceVerticle<?, ?> schedules(
      Bus bus, PgStores stores, JobTypes types, Mint mint, int openMax, Tenants tenants) {
    var useCases = new ScheduleService(types, mint, openMax, tenants);
    return new ServiceVerticle<>(bus, stores, ScheduleService.SERVICE, useCases);
  }

  /**
   * @param openMax jobs that have not ended; beyond it none is taken
   * @param tenants what each may have
   */
  public static List<Routes> routes(
      Bus bus,
      JobStore jobs,
      PgJobViews views,
      PgNodeViews nodes,
      JobTypes types,
      Mint mint,
      int openMax,
      Tenants tenants) {
    return List.of(
        new JobRoutes(jobs, views, types, mint, new JobWatchers(bus), openMax, tenants),
        new NodeRoutes(jobs, nodes),
        new JobControlRoutes(jobs, views, tenants),
        new ScheduleRoutes(bus, jobs),
        new JobReportRoutes(jobs, views),
        new JobResultRoutes(jobs, views, types));
  }
}
