package hms.cluster.jobs.montecarlo;

/** The standard normal distribution. */
final class NormalDistribution {
  private static final double FAR = 8;

  private NormalDistribution() {}

  /**
   * The probability of a value below {@code x}, to about 1e-14: 1/2 + the density times x + x^3/3 +
   * x^5/(3 5) and so on. Source: G. Marsaglia, Evaluating the normal distribution, 2004.
   */
  static double below(double x) {
    if (x < -FAR) return 0;
    if (x > FAR) return 1;
    double sum = x;
    double term = x;
    double before = 0;
    for (int i = 3; sum != before; i += 2) {
      before = sum;
      term *= x * x / i;
      sum += term;
    }
    return 0.5 + sum * StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * Math.PI);
  }
}
