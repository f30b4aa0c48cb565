package hms.cluster.schedule;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.JobType;
import hms.cluster.job.Plan;
import hms.cluster.job.Reduction;
import hms.cluster.job.Verdict;
import hms.domain.Outcome;
import hms.domain.job.Interval;
import io.vertx.core.json.JsonObject;

/** A type of a jar that lacks a part. */
final class Broken implements JobType<Broken.Parameters, Long> {
  record Parameters() {}

  @Override
  public String name() {
    return "broken";
  }

  @Override
  public Outcome<Parameters> parameters(JsonObject json) {
    return Outcome.done(new Parameters());
  }

  @Override
  public Plan plan(Parameters parameters) {
    throw gone();
  }

  @Override
  public Long compute(Parameters parameters, Interval range, ChunkContext chunk) {
    throw gone();
  }

  @Override
  public Reduction<Long> reduction(Parameters parameters) {
    throw gone();
  }

  @Override
  public Verdict verify(Parameters parameters, Long total) {
    throw gone();
  }

  private static NoClassDefFoundError gone() {
    return new NoClassDefFoundError("part/gone");
  }
}
