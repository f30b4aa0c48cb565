package hms.cluster.jobs.factors;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.Stopped;

/**
 * Tries each integer from 2 up to half of n, as one would who has just been told what a divisor is.
 * The reference of what a better algorithm is worth; for n up to 10^9.
 */
final class Naive implements Factorizer {
  static final long TO_MAX = 1_000_000_000L;

  private static final int TRIES_A_CHECK = 1 << 20;

  private final long[] primes = new long[DISTINCT_MAX];
  private final int[] exponents = new int[DISTINCT_MAX];

  @Override
  public void factor(long n, FactorSink sink, ChunkContext chunk) throws Stopped {
    chunk.checkpoint();
    int number = Math.toIntExact(n);
    int left = number;
    int distinct = 0;
    for (int candidate = 2; candidate <= number / 2; candidate++) {
      if (candidate % TRIES_A_CHECK == 0) chunk.checkpoint();
      if (number % candidate != 0 || left % candidate != 0) continue;
      // A divisor of what is left has no smaller divisor, or that one would have been taken out.
      int exponent = 0;
      for (; left % candidate == 0; left /= candidate) exponent++;
      primes[distinct] = candidate;
      exponents[distinct++] = exponent;
    }
    if (number > 1 && distinct == 0) {
      primes[0] = n;
      exponents[distinct++] = 1;
    }
    sink.take(n, primes, exponents, distinct);
  }
}
