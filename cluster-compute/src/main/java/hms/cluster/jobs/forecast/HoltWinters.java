package hms.cluster.jobs.forecast;

/** A level, a trend and what each bucket of a season adds to them. */
final class HoltWinters implements Smoothing {
  /** Steps between two looks whether a run can still be the best. */
  private static final int LOOK_EVERY = 8;

  private final double[] pieces;
  private final int season;
  private final double firstTrend;
  private final double firstLevel;
  private final double[] firstSeason;
  private final double[] added;
  private double level;
  private double trend;

  /** Begins with what two seasons say, so that a pattern without noise is met from the start. */
  HoltWinters(double[] pieces, int season) {
    this.pieces = pieces;
    this.season = season;
    double first = mean(0);
    firstTrend = (mean(season) - first) / season;
    firstLevel = first - firstTrend * (season + 1) / 2;
    firstSeason = new double[season];
    for (int at = 0; at < season; at++) {
      firstSeason[at] = pieces[at] - firstLevel - firstTrend * (at + 1);
    }
    added = new double[season];
  }

  private double mean(int from) {
    double sum = 0;
    for (int at = from; at < from + season; at++) sum += pieces[at];
    return sum / season;
  }

  @Override
  public String word() {
    return "holt-winters";
  }

  @Override
  public int factors() {
    return 3;
  }

  @Override
  public int errors() {
    return pieces.length;
  }

  @Override
  public double run(double alpha, double beta, double gamma, double most) {
    System.arraycopy(firstSeason, 0, added, 0, season);
    double l = firstLevel;
    double b = firstTrend;
    double squares = 0;
    int of = 0;
    for (double each : pieces) {
      double error = each - l - b - added[of];
      squares += error * error;
      if (squares > most) return squares;
      l += b + alpha * error;
      b += alpha * beta * error;
      added[of] += gamma * (1 - alpha) * error;
      if (++of == season) of = 0;
    }
    level = l;
    trend = b;
    return squares;
  }

  /**
   * Side by side: no sum waits for one of another run, so the processor adds several at a time.
   * Each sum is made in the same order as by {@link #run}, so it has the same bits.
   */
  @Override
  public void runs(double alpha, double beta, double[] gammas, double most, double[] squares) {
    int runs = gammas.length;
    double[] l = new double[runs];
    double[] b = new double[runs];
    double[] gain = new double[runs];
    double[] of = new double[season * runs];
    for (int i = 0; i < runs; i++) {
      l[i] = firstLevel;
      b[i] = firstTrend;
      gain[i] = gammas[i] * (1 - alpha);
      squares[i] = 0;
    }
    for (int at = 0; at < of.length; at++) of[at] = firstSeason[at / runs];
    int first = 0;
    for (int at = 0; at < pieces.length; at++) {
      for (int i = 0; i < runs; i++) {
        double error = pieces[at] - l[i] - b[i] - of[first + i];
        squares[i] += error * error;
        l[i] += b[i] + alpha * error;
        b[i] += alpha * beta * error;
        of[first + i] += gain[i] * error;
      }
      first += runs;
      if (first == of.length) first = 0;
      if (at % LOOK_EVERY == 0 && allAbove(most, squares)) return;
    }
  }

  private static boolean allAbove(double most, double[] squares) {
    for (double each : squares) if (each <= most) return false;
    return true;
  }

  @Override
  public double ahead(int step) {
    return level + trend * step + added[(pieces.length + step - 1) % season];
  }
}
