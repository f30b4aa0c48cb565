package hms.cluster.jobs.forecast;

/** How much is ordered when anything is, over how many buckets pass from one time to the next. */
final class Croston implements Smoothing {
  private final double[] pieces;
  private final double firstSize;
  private final double firstGap;
  private double rate;

  Croston(double[] pieces) {
    this.pieces = pieces;
    int first = -1;
    int last = -1;
    int times = 0;
    for (int at = 0; at < pieces.length; at++) {
      if (pieces[at] == 0) continue;
      if (first < 0) first = at;
      last = at;
      times++;
    }
    firstSize = first < 0 ? 0 : pieces[first];
    firstGap = times > 1 ? (double) (last - first) / (times - 1) : pieces.length;
  }

  @Override
  public String word() {
    return "croston";
  }

  @Override
  public int factors() {
    return 1;
  }

  @Override
  public int errors() {
    return pieces.length;
  }

  @Override
  public double run(double alpha, double beta, double gamma, double most) {
    double size = firstSize;
    double gap = firstGap;
    double squares = 0;
    int last = -1;
    for (int at = 0; at < pieces.length; at++) {
      double error = pieces[at] - size / gap;
      squares += error * error;
      if (squares > most) return squares;
      if (pieces[at] == 0) continue;
      size += alpha * (pieces[at] - size);
      if (last >= 0) gap += alpha * (at - last - gap);
      last = at;
    }
    rate = size / gap;
    return squares;
  }

  @Override
  public double ahead(int step) {
    return rate;
  }
}
