package hms.cluster.node;

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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Squares numbers that it finds in the database.
 *
 * @param input inserts numbers, as many as {@code $2}
 * @param promised what they add up to
 * @param publication what becomes of the rows
 * @param gate the second half of them waits for it
 */
record Squares(String input, int units, String promised, String publication, CountDownLatch gate)
    implements JobType<Squares.Nothing, RowLines> {
  record Nothing() {}

  private static final String SUM =
      "select 'squares', $2, sum((r ->> 1)::int)::text from job_rows($1) r";

  @Override
  public String name() {
    return "squares";
  }

  @Override
  public Outcome<Nothing> parameters(JsonObject json) {
    return Outcome.done(new Nothing());
  }

  @Override
  public Plan plan(Nothing none) {
    return Plan.of(JobStatement.of(input, units), 1_000_000, 4);
  }

  @Override
  public RowLines compute(Nothing none, Interval range, ChunkContext chunk)
      throws InterruptedException, Stopped {
    while (range.lo() >= units / 2 && !gate.await(1, TimeUnit.MILLISECONDS)) chunk.checkpoint();
    var rows = new RowLines.Writer();
    for (long unit = range.lo(); unit < range.hi(); unit++) {
      int n = Integer.parseInt(new String(chunk.input(unit), StandardCharsets.UTF_8));
      if (n < 0) chunk.reject(unit, n + " has no square here");
      else rows.add(n, n * n);
    }
    return rows.written();
  }

  @Override
  public Reduction<RowLines> reduction(Nothing none) {
    return new RowLines.Joined(List.of("n", "square"));
  }

  @Override
  public Verdict verify(Nothing none, RowLines total) {
    return new Verdict.NotChecked();
  }

  @Override
  public Optional<JobStatement> oracle(Nothing none) {
    return Optional.of(JobStatement.of(SUM, promised));
  }

  @Override
  public Optional<JobStatement> publication(Nothing none) {
    return Optional.of(JobStatement.of(publication));
  }
}
