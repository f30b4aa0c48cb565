package hms.cluster.jobs.montecarlo;

/** What a path is worth, and what the mean of all paths would be. */
sealed interface Model {

  /**
   * The value of a path. StrictMath: the same bits on each machine.
   *
   * @param first uniform in (0, 1]
   * @param second uniform in (0, 1], independent of the first
   */
  double value(double first, double second);

  /** In closed form. */
  double expected();

  /** Four times the share of a square that lies in a quarter of a circle. */
  record Pi() implements Model {
    @Override
    public double value(double first, double second) {
      return first * first + second * second <= 1 ? 4 : 0;
    }

    @Override
    public double expected() {
      return Math.PI;
    }
  }

  /**
   * What the right is worth today to buy a share later at a price agreed now, when the logarithm of
   * its price wanders. Source: F. Black, M. Scholes, The pricing of options, 1973.
   *
   * @param spot price now
   * @param strike price agreed
   * @param rate of interest, a year
   * @param volatility a year
   * @param years until then
   */
  record EuropeanCall(double spot, double strike, double rate, double volatility, double years)
      implements Model {
    @Override
    public double value(double first, double second) {
      double normal =
          StrictMath.sqrt(-2 * StrictMath.log(first)) * StrictMath.cos(2 * Math.PI * second);
      double drift = (rate - volatility * volatility / 2) * years;
      double price = spot * StrictMath.exp(drift + volatility * StrictMath.sqrt(years) * normal);
      return StrictMath.exp(-rate * years) * Math.max(0, price - strike);
    }

    @Override
    public double expected() {
      double spread = volatility * StrictMath.sqrt(years);
      double toward =
          (StrictMath.log(spot / strike) + (rate + volatility * volatility / 2) * years) / spread;
      return spot * NormalDistribution.below(toward)
          - strike * StrictMath.exp(-rate * years) * NormalDistribution.below(toward - spread);
    }
  }
}
