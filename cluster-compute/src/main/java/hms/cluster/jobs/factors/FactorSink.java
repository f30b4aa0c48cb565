package hms.cluster.jobs.factors;

/** Takes factored integers, one after the other. */
@FunctionalInterface
interface FactorSink {

  /**
   * Takes the next one: {@code n} is the product of {@code primes[i]} to the {@code exponents[i]}.
   *
   * @param n at least 1
   * @param primes ascending; used again for the next integer, as is {@code exponents}
   * @param distinct how many of both count; 0 for 1
   */
  void take(long n, long[] primes, int[] exponents, int distinct);
}
