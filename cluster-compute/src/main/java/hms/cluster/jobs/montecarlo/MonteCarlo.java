package hms.cluster.jobs.montecarlo;

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
 * {@code monte-carlo}: mean and standard error over random paths. Unit = 4,096 paths.
 *
 * <p>Parameters: {@code paths}; {@code model}: {@code pi} (default) or {@code european-call} with
 * {@code spot}, {@code strike}, {@code rate}, {@code volatility}, {@code years}; {@code seed} (42).
 */
public final class MonteCarlo implements JobType<MonteCarloParameters, PathSums> {
  private static final int PATHS_A_UNIT = 4096;
  private static final long NANOS_A_PATH = 100;

  /** A right total is further away once in 16,000 times. */
  private static final double ERRORS_MAX = 4;

  @Override
  public String name() {
    return "monte-carlo";
  }

  @Override
  public Outcome<MonteCarloParameters> parameters(JsonObject json) {
    return MonteCarloParameters.read(json);
  }

  @Override
  public Plan plan(MonteCarloParameters parameters) {
    return new Plan(Math.ceilDiv(parameters.paths(), PATHS_A_UNIT), PATHS_A_UNIT * NANOS_A_PATH);
  }

  @Override
  public PathSums compute(MonteCarloParameters parameters, Interval range, ChunkContext chunk)
      throws Stopped {
    var draws = new Philox(parameters.seed());
    var values = new ExactSum.Adder();
    var squares = new ExactSum.Adder();
    long from = range.lo() * PATHS_A_UNIT;
    long to = Math.min(parameters.paths(), range.hi() * PATHS_A_UNIT);
    for (long path = from; path < to; path++) {
      if (path % PATHS_A_UNIT == 0) {
        chunk.checkpoint();
        chunk.progress((path - from) / PATHS_A_UNIT);
      }
      draws.draw(path, 0);
      double value = parameters.model().value(draws.first(), draws.second());
      values.add(value);
      squares.add(value * value);
    }
    return new PathSums(to - from, values.sum(), squares.sum());
  }

  @Override
  public Reduction<PathSums> reduction(MonteCarloParameters parameters) {
    return new PathSums.Sum();
  }

  @Override
  public Verdict verify(MonteCarloParameters parameters, PathSums total) {
    double expected = parameters.model().expected();
    double away = Math.abs(total.mean() - expected);
    String found =
        "mean: expected %s, found %s with standard error %s"
            .formatted(expected, total.mean(), total.standardError());
    if (total.paths() != parameters.paths()) {
      return new Verdict.Refuted("closed-form", "paths: found " + total.paths());
    }
    // A few paths may all have the same value, which says nothing of their spread.
    if (total.paths() < PATHS_A_UNIT) return new Verdict.NotChecked();
    return away <= ERRORS_MAX * total.standardError()
        ? new Verdict.Confirmed("closed-form")
        : new Verdict.Refuted("closed-form", found);
  }
}
