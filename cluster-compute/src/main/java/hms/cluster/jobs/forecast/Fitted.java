package hms.cluster.jobs.forecast;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.Stopped;

/**
 * A smoothing with the factors that would have erred least.
 *
 * @param deviation root of the mean squared one-step error
 */
record Fitted(Smoothing smoothing, double deviation) {
  private static final int ROUNDS = 3;
  private static final double STEP = 0.2;
  private static final double FINER = 4;

  /** Tries five values of each factor, then twice five around the best of them. */
  static Fitted fit(Smoothing smoothing, ChunkContext chunk) throws Stopped {
    double[] best = {0.5, 0.5, 0.5};
    double least = Double.POSITIVE_INFINITY;
    double step = STEP;
    for (int round = 0; round < ROUNDS; round++, step /= FINER) {
      double[] centre = best.clone();
      double[] gammas = around(centre[2], step, smoothing.factors() > 2);
      double[] squares = new double[gammas.length];
      for (double alpha : around(centre[0], step, smoothing.factors() > 0)) {
        chunk.checkpoint();
        for (double beta : around(centre[1], step, smoothing.factors() > 1)) {
          smoothing.runs(alpha, beta, gammas, least, squares);
          for (int i = 0; i < gammas.length; i++) {
            if (squares[i] >= least) continue;
            least = squares[i];
            best = new double[] {alpha, beta, gammas[i]};
          }
        }
      }
    }
    double squares = smoothing.run(best[0], best[1], best[2], Double.POSITIVE_INFINITY);
    return new Fitted(smoothing, Math.sqrt(squares / Math.max(1, smoothing.errors())));
  }

  private static double[] around(double centre, double step, boolean heeded) {
    if (!heeded) return new double[] {centre};
    double[] values = new double[5];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.clamp(centre + (i - 2) * step, 0, 1);
    }
    return values;
  }

  /** Never less than nothing. */
  double ahead(int step) {
    return Math.max(0, smoothing.ahead(step));
  }
}
