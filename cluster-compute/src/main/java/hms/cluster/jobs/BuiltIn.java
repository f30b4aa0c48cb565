package hms.cluster.jobs;

import hms.cluster.job.JobTypes;
import hms.cluster.jobs.copurchase.CoPurchase;
import hms.cluster.jobs.drill.Drill;
import hms.cluster.jobs.factors.Factors;
import hms.cluster.jobs.forecast.DemandForecast;
import hms.cluster.jobs.images.ImageRenditions;
import hms.cluster.jobs.montecarlo.MonteCarlo;

/** The job types that come with HMS. */
public final class BuiltIn {
  private BuiltIn() {}

  public static JobTypes types() {
    return new JobTypes(
        new Factors(),
        new MonteCarlo(),
        new DemandForecast(),
        new CoPurchase(),
        new ImageRenditions(),
        Drill.noop(),
        Drill.sleep());
  }
}
