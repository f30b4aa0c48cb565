package hms.cluster.jobs.forecast;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.JobType;
import hms.cluster.job.Plan;
import hms.cluster.job.Reduction;
import hms.cluster.job.RowLines;
import hms.cluster.job.Stopped;
import hms.cluster.job.Verdict;
import hms.domain.Outcome;
import hms.domain.job.Interval;
import hms.storage.JobStatement;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * {@code demand-forecast}: pieces of each product that will be ordered. Unit = product.
 *
 * <p>Parameters: {@code bucket}: {@code week} (default) or {@code day}; {@code horizon}: buckets
 * ahead (8); {@code products}: their oids (all that were ever ordered). Rows go to {@code
 * demand_forecast}.
 */
public final class DemandForecast implements JobType<ForecastParameters, RowLines> {
  private static final List<String> COLUMNS =
      List.of("product", "starts", "forecast", "low", "high", "method", "mae", "wape", "mase");

  /** One of ten is above so many deviations of the normal distribution. */
  private static final double DEVIATIONS = 1.2816;

  private static final long NANOS_A_PRODUCT = 500_000;
  private static final int PART_BYTES = 180_000;
  private static final int ROW_BYTES_MAX = 240;

  @Override
  public String name() {
    return "demand-forecast";
  }

  @Override
  public Outcome<ForecastParameters> parameters(JsonObject json) {
    return ForecastParameters.read(json);
  }

  @Override
  public Plan plan(ForecastParameters asked) {
    long products = PART_BYTES / ((long) ROW_BYTES_MAX * asked.horizon());
    return Plan.of(ForecastStatements.series(asked), NANOS_A_PRODUCT, products);
  }

  @Override
  public RowLines compute(ForecastParameters asked, Interval range, ChunkContext chunk)
      throws Stopped {
    var rows = new RowLines.Writer();
    for (long unit = range.lo(); unit < range.hi(); unit++) {
      chunk.checkpoint();
      forecast(asked, Series.read(chunk.input(unit)), chunk, rows);
    }
    return rows.written();
  }

  private static void forecast(
      ForecastParameters asked, Series series, ChunkContext chunk, RowLines.Writer rows)
      throws Stopped {
    var bucket = asked.bucket();
    double[] pieces = series.pieces();
    var fitted = Fitted.fit(Smoothing.of(pieces, bucket.season), chunk);
    var test = BackTest.of(pieces, bucket.season, asked.horizon(), chunk);
    for (int step = 1; step <= asked.horizon(); step++) {
      double forecast = fitted.ahead(step);
      double margin = DEVIATIONS * fitted.deviation() * Math.sqrt(step);
      rows.add(
          series.product(),
          bucket.after(series.first(), pieces.length + step - 1).toString(),
          forecast,
          Math.max(0, forecast - margin),
          forecast + margin,
          fitted.smoothing().word(),
          test.mae(),
          test.wape(),
          test.mase());
    }
  }

  @Override
  public Reduction<RowLines> reduction(ForecastParameters asked) {
    return new RowLines.Joined(COLUMNS);
  }

  /** The oracle of rows is in SQL. */
  @Override
  public Verdict verify(ForecastParameters asked, RowLines total) {
    return new Verdict.NotChecked();
  }

  @Override
  public Optional<JobStatement> oracle(ForecastParameters asked) {
    return Optional.of(ForecastStatements.rows(asked));
  }

  @Override
  public Optional<JobStatement> publication(ForecastParameters asked) {
    return Optional.of(ForecastStatements.publish(asked));
  }
}
