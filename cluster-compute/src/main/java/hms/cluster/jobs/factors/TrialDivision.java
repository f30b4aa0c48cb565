package hms.cluster.jobs.factors;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.Stopped;

/**
 * Divides by 2, 3, 5 and then by each integer that none of them divides, up to the root: 8 of 30.
 * Shares nothing with the sieve. For n up to 10^12.
 */
final class TrialDivision implements Factorizer {
  static final long TO_MAX = 1_000_000_000_000L;

  private static final int[] FIRST = {2, 3, 5};

  /** From one integer without a factor of 2, 3 or 5 to the next, beginning at 7. */
  private static final int[] STEPS = {4, 2, 4, 2, 4, 6, 2, 6};

  private final long[] primes = new long[DISTINCT_MAX];
  private final int[] exponents = new int[DISTINCT_MAX];
  private long left;
  private int distinct;

  @Override
  public void factor(long n, FactorSink sink, ChunkContext chunk) throws Stopped {
    left = n;
    distinct = 0;
    for (int p : FIRST) divideBy(p);
    int step = 0;
    for (int p = 7; (long) p * p <= left; p += STEPS[step], step = (step + 1) % STEPS.length) {
      divideBy(p);
    }
    if (left > 1) took(left, 1);
    sink.take(n, primes, exponents, distinct);
    chunk.checkpoint();
  }

  private void divideBy(int p) {
    if (left % p != 0) return;
    int exponent = 0;
    for (; left % p == 0; left /= p) exponent++;
    took(p, exponent);
  }

  private void took(long prime, int exponent) {
    primes[distinct] = prime;
    exponents[distinct++] = exponent;
  }
}
