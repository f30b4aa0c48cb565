package hms.cluster.jobs.factors;

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
 * {@code factors}: number and sum of the divisors of integers. Unit = one integer.
 *
 * <p>Parameters: {@code from} and {@code to}, both included, or {@code numbers}, a list; {@code
 * algorithm}: {@code auto} (default), {@code sieve} (ranges to at most 10^14), {@code rho}, {@code
 * trial} (to at most 10^12) or {@code naive} (to at most 10^9). All give the same bytes.
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
    return new Plan(parameters.units(), parameters.algorithm().nanosPerUnit(parameters.greatest()));
  }

  @Override
  public FactorAggregates compute(FactorsParameters parameters, Interval range, ChunkContext chunk)
      throws Stopped {
    if (parameters.algorithm() == Algorithm.SIEVE) {
      long from = parameters.number(range.lo());
      return SegmentSums.of(from, parameters.number(range.hi() - 1), chunk);
    }
    var factorizer = parameters.algorithm().factorizer();
    var sums = new FactorAggregates.Collector();
    for (long unit = range.lo(); unit < range.hi(); unit++) {
      factorizer.factor(parameters.number(unit), sums, chunk);
    }
    return sums.done();
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
