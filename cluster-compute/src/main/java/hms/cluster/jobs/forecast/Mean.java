package hms.cluster.jobs.forecast;

/** The mean of what there is: too little to see more in it. */
final class Mean implements Smoothing {
  private final double[] pieces;
  private double mean;

  Mean(double[] pieces) {
    this.pieces = pieces;
  }

  @Override
  public String word() {
    return "mean";
  }

  @Override
  public int factors() {
    return 0;
  }

  @Override
  public int errors() {
    return pieces.length - 1;
  }

  @Override
  public double run(double alpha, double beta, double gamma, double most) {
    double sum = pieces[0];
    double squares = 0;
    for (int at = 1; at < pieces.length; at++) {
      double error = pieces[at] - sum / at;
      squares += error * error;
      sum += pieces[at];
    }
    mean = sum / pieces.length;
    return squares;
  }

  @Override
  public double ahead(int step) {
    return mean;
  }
}
