package hms.cluster.jobs.forecast;

/** A level and a trend, in the form that corrects both by the error of each step. */
final class Holt implements Smoothing {
  /** As many as the first line is drawn through. */
  static final int BUCKETS_MIN = 8;

  private final double[] pieces;
  private final double firstTrend;
  private final double firstLevel;
  private double level;
  private double trend;

  Holt(double[] pieces) {
    this.pieces = pieces;
    double middle = (BUCKETS_MIN - 1) / 2.0;
    double sum = 0;
    double tilt = 0;
    double spread = 0;
    for (int at = 0; at < BUCKETS_MIN; at++) {
      sum += pieces[at];
      tilt += (at - middle) * pieces[at];
      spread += (at - middle) * (at - middle);
    }
    firstTrend = tilt / spread;
    firstLevel = sum / BUCKETS_MIN - firstTrend * (middle + 1);
  }

  @Override
  public String word() {
    return "holt";
  }

  @Override
  public int factors() {
    return 2;
  }

  @Override
  public int errors() {
    return pieces.length;
  }

  @Override
  public double run(double alpha, double beta, double gamma, double most) {
    double l = firstLevel;
    double b = firstTrend;
    double squares = 0;
    for (double each : pieces) {
      double error = each - l - b;
      squares += error * error;
      if (squares > most) return squares;
      l += b + alpha * error;
      b += alpha * beta * error;
    }
    level = l;
    trend = b;
    return squares;
  }

  @Override
  public double ahead(int step) {
    return level + trend * step;
  }
}
