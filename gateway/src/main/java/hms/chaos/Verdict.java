package hms.chaos;

import hms.domain.job.Job;
import hms.domain.job.JobState;
import hms.storage.pg.PgJobViews;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.List;

/**
 * What an ended job is held to: the closed form, and its rows.
 *
 * @param agrees it SUCCEEDED with the sums of the closed form, and each unit is in a row
 * @param doubled chunks whose units stand in another row too, or were counted without a row
 * @param found for people
 */
record Verdict(boolean agrees, long doubled, String found) {

  static Verdict of(Job job, long units, List<PgJobViews.Chunk> rows) {
    var sums = new JsonObject(job.result().orElse("{}"));
    var truth = ClosedForm.of(units);
    boolean agrees =
        job.state() == JobState.SUCCEEDED
            && sums.getLong("divisors", -1L) == truth.divisors()
            && new BigInteger(sums.getString("divisorSum", "-1")).equals(truth.divisorSum())
            && covered(rows) == units
            && job.unitsDone() == units;
    long doubled = overlaps(rows) + Math.abs(job.chunksDone() - rows.size());
    return new Verdict(agrees, doubled, found(job, rows));
  }

  /** The end of what is covered from 0 on without a gap. */
  private static long covered(List<PgJobViews.Chunk> ascending) {
    long end = 0;
    for (var row : ascending) if (row.lo() <= end) end = Math.max(end, row.hi());
    return end;
  }

  private static long overlaps(List<PgJobViews.Chunk> ascending) {
    long end = 0;
    long found = 0;
    for (var row : ascending) {
      if (row.lo() < end) found++;
      end = Math.max(end, row.hi());
    }
    return found;
  }

  private static String found(Job job, List<PgJobViews.Chunk> rows) {
    return "%s, %d of %d units, %d rows, epoch %d, %s"
        .formatted(
            job.state(),
            job.unitsDone(),
            job.unitsTotal(),
            rows.size(),
            job.epoch(),
            job.reason().or(job::result).orElse("nothing"));
  }
}
