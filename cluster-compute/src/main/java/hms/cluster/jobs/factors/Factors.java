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
 * {@code factors}: the divisors of integers. Unit = one integer.
 *
 * <p>Parameters: {@code from} and {@code to}, both included, or {@code numbers}, a list; {@code
 * algorithm}: {@code auto} (default), {@code sieve} (runs to at most 10^14), {@code rho}, {@code
 * trial} (to at most 10^12) or {@code naive} (to at most 10^9); {@code show}: {@code aggregates}
 * (default), or a file of lines: {@code primes}, {@code factor}, {@code divisors} (to at most
 * 10^9). All algorithms give the same bytes.
 */
public final class Factors implements JobType<FactorsParameters, FactorPart> {

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
    long nanos = parameters.algorithm().nanosPerUnit(parameters.greatest());
    long chunk = parameters.show().chunkUnits(parameters.isRun(), nanos);
    return new Plan(parameters.units(), nanos, chunk);
  }

  @Override
  public FactorPart compute(FactorsParameters parameters, Interval range, ChunkContext chunk)
      throws Stopped {
    if (parameters.algorithm() == Algorithm.SIEVE) {
      return sieved(
          parameters.show(),
          parameters.number(range.lo()),
          parameters.number(range.hi() - 1),
          chunk);
    }
    if (parameters.show().isLines()) {
      var lines = new LineWriter(parameters.show());
      factor(parameters, range, lines, chunk);
      return lines.lines();
    }
    var sums = new FactorAggregates.Collector();
    factor(parameters, range, sums, chunk);
    return sums.done();
  }

  private static FactorPart sieved(Show show, long from, long to, ChunkContext chunk)
      throws Stopped {
    return switch (show) {
      case AGGREGATES -> SegmentSums.of(from, to, chunk);
      case FACTOR -> SegmentLines.of(from, to, chunk);
      case PRIMES, DIVISORS -> {
        var lines = new LineWriter(show);
        SegmentFactors.each(from, to, lines, chunk);
        yield lines.lines();
      }
    };
  }

  private static void factor(
      FactorsParameters parameters, Interval range, FactorSink sink, ChunkContext chunk)
      throws Stopped {
    var factorizer = parameters.algorithm().factorizer();
    for (long unit = range.lo(); unit < range.hi(); unit++) {
      factorizer.factor(parameters.number(unit), sink, chunk);
      chunk.progress(unit + 1 - range.lo());
    }
  }

  @Override
  public Reduction<FactorPart> reduction(FactorsParameters parameters) {
    return parameters.show().isLines() ? FactorPart.LINES : FactorPart.SUMS;
  }

  @Override
  public Verdict verify(FactorsParameters parameters, FactorPart total) {
    return total instanceof FactorAggregates sums
        ? DivisorSumOracle.judge(parameters, sums)
        : new Verdict.NotChecked();
  }
}
