package hms.cluster.jobs;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.JobType;
import hms.cluster.job.Plan;
import hms.cluster.job.Reduction;
import hms.cluster.job.Stopped;
import hms.cluster.job.Verdict;
import hms.domain.Outcome;
import hms.domain.job.Interval;
import io.vertx.core.json.JsonObject;

/**
 * {@code factors}: number and sum of the divisors of all integers of a range. Unit = one integer.
 *
 * <p>Parameters: {@code from} and {@code to}, both included, at least 1; {@code algorithm}: {@code
 * sieve} (default, to at most 10^12) or {@code trial} (to at most 10^9).
 */
public final class Factors implements JobType<FactorsParameters, FactorAggregates> {

  @Override
  public String name() {
    return "factors";
  }

  @Override
  public Outcome<FactorsParameters> parameters(JsonObject json) {
    return FactorsParameters.read(json);
  }

  @Override
  public Plan plan(FactorsParameters parameters) {
    return new Plan(parameters.units(), parameters.algorithm().nanosPerUnit());
  }

  @Override
  public FactorAggregates compute(FactorsParameters parameters, Interval range, ChunkContext chunk)
      throws Stopped {
    long from = parameters.from() + range.lo();
    long to = parameters.from() + range.hi() - 1;
    return switch (parameters.algorithm()) {
      case SIEVE -> new SegmentSieve().collect(from, to, chunk);
      case TRIAL -> new TrialDivision().collect(from, to, chunk);
    };
  }

  @Override
  public Reduction<FactorAggregates> reduction() {
    return new FactorAggregates.Sum();
  }

  @Override
  public Verdict verify(FactorsParameters parameters, FactorAggregates total) {
    return DivisorSumOracle.judge(parameters, total);
  }
}
