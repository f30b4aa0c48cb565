package hms.cluster.jobs.forecast;

/** A way to go on with one series. Not for two threads at once. */
interface Smoothing {

  /** The word for it in results. */
  String word();

  /** How many of the factors it heeds, 0 to 3. */
  int factors();

  /** How many one-step errors a run adds up. */
  int errors();

  /**
   * Passes over the series with factors between 0 and 1.
   *
   * @param most a run that exceeds it may end early
   * @return the squared one-step errors, added up
   */
  double run(double alpha, double beta, double gamma, double most);

  /**
   * The same for several values of the last factor.
   *
   * @param squares what {@link #run} returns for each of {@code gammas}
   */
  default void runs(double alpha, double beta, double[] gammas, double most, double[] squares) {
    for (int i = 0; i < gammas.length; i++) squares[i] = run(alpha, beta, gammas[i], most);
  }

  /** What a whole run leads to. */
  double ahead(int step);

  /** The one that fits how much is known, and how often anything is ordered. */
  static Smoothing of(double[] pieces, int season) {
    int zeros = 0;
    for (double each : pieces) if (each == 0) zeros++;
    if (zeros * 2 > pieces.length) return new Croston(pieces);
    if (pieces.length >= 2 * season) return new HoltWinters(pieces, season);
    if (pieces.length >= Holt.BUCKETS_MIN) return new Holt(pieces);
    return new Mean(pieces);
  }
}
