package hms.cluster.jobs.forecast;

/** A level, a trend and what each bucket of a season adds to them. */
final class HoltWinters implements Smoothing {
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

  @Override
  public double ahead(int step) {
    return level + trend * step + added[(pieces.length + step - 1) % season];
  }
}
