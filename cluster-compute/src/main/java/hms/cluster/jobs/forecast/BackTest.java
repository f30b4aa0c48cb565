package hms.cluster.jobs.forecast;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.Stopped;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How far off a forecast would have been where the answer is known: of the last buckets, made from
 * the ones before them. Source: Hyndman, Koehler 2006. What cannot be said is null.
 *
 * @param mae mean absolute error, in pieces
 * @param wape absolute errors over what was ordered
 * @param mase mean absolute error over that of taking the numbers of a season before
 */
record BackTest(@Nullable Double mae, @Nullable Double wape, @Nullable Double mase) {
  private static final BackTest UNKNOWN = new BackTest(null, null, null);

  static BackTest of(double[] pieces, int season, int horizon, ChunkContext chunk) throws Stopped {
    int known = pieces.length - horizon;
    if (known < 1) return UNKNOWN;
    double[] before = Arrays.copyOf(pieces, known);
    var fitted = Fitted.fit(Smoothing.of(before, season), chunk);
    double errors = 0;
    double ordered = 0;
    for (int step = 1; step <= horizon; step++) {
      double was = pieces[known + step - 1];
      errors += Math.abs(was - fitted.ahead(step));
      ordered += was;
    }
    double mae = errors / horizon;
    double naive = naive(before, known > season ? season : 1);
    return new BackTest(mae, ordered > 0 ? errors / ordered : null, naive > 0 ? mae / naive : null);
  }

  /** The mean error of saying what was there {@code lag} buckets before; 0 if nothing was. */
  private static double naive(double[] pieces, int lag) {
    if (pieces.length <= lag) return 0;
    double errors = 0;
    for (int at = lag; at < pieces.length; at++) errors += Math.abs(pieces[at] - pieces[at - lag]);
    return errors / (pieces.length - lag);
  }
}
