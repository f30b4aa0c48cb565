package hms.cluster.jobs;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.Stopped;

/**
 * Factors each integer up to 10^9 by itself: divides by 2, 3 and then by each 6k - 1 and 6k + 1 up
 * to its root. Shares nothing with the sieve, and shows what a better algorithm is worth.
 */
final class TrialDivision {
  private static final int NUMBERS_A_CHECK = 256;

  private int left;
  private long divisors;
  private long sigma;

  FactorAggregates collect(long from, long to, ChunkContext chunk) throws Stopped {
    var collector = new FactorAggregates.Collector();
    for (long n = from; n <= to; n++) {
      if (n % NUMBERS_A_CHECK == 0) chunk.checkpoint();
      factor((int) n);
      collector.add(n, divisors, sigma);
    }
    return collector.done();
  }

  private void factor(int n) {
    left = n;
    divisors = 1;
    sigma = 1;
    divideBy(2);
    divideBy(3);
    int root = (int) Math.sqrt(n);
    for (int p = 5; p <= root; p += 6) {
      divideBy(p);
      divideBy(p + 2);
    }
    if (left > 1) take(1, 1 + (long) left);
  }

  private void divideBy(int p) {
    if (left % p != 0) return;
    int exponent = 0;
    long powers = 1;
    while (left % p == 0) {
      left /= p;
      exponent++;
      powers = powers * p + 1;
    }
    take(exponent, powers);
  }

  private void take(int exponent, long powers) {
    divisors *= exponent + 1;
    sigma *= powers;
  }
}
