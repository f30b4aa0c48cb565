package hms.cluster.jobs;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.Stopped;

/**
 * Factors a run of integers up to 10^12 together: each base prime divides its multiples in a
 * segment that fits the second-level cache; what is left above 1 is a prime.
 */
final class SegmentSieve {
  private static final int SEGMENT = 1 << 15;
  private static final int PRIMES_A_CHECK = 4096;

  private final long[] rest = new long[SEGMENT];
  private final int[] divisors = new int[SEGMENT];
  private final long[] sigma = new long[SEGMENT];

  FactorAggregates collect(long from, long to, ChunkContext chunk) throws Stopped {
    var collector = new FactorAggregates.Collector();
    for (long low = from; low <= to; low += SEGMENT) {
      int length = (int) Math.min(SEGMENT, to - low + 1);
      reset(low, length);
      divide(low, length, chunk);
      for (int i = 0; i < length; i++) add(collector, low + i, i);
    }
    return collector.done();
  }

  private void reset(long low, int length) {
    for (int i = 0; i < length; i++) {
      rest[i] = low + i;
      divisors[i] = 1;
      sigma[i] = 1;
    }
  }

  private void divide(long low, int length, ChunkContext chunk) throws Stopped {
    int primes = Primes.upTo((long) Math.sqrt(low + length));
    for (int k = 0; k < primes; k++) {
      if (k % PRIMES_A_CHECK == 0) chunk.checkpoint();
      int p = Primes.TABLE[k];
      long first = (p - low % p) % p;
      for (long i = first; i < length; i += p) divideBy(p, (int) i);
    }
  }

  private void divideBy(int p, int i) {
    long left = rest[i] / p;
    int exponent = 1;
    long powers = 1 + (long) p;
    for (long next = left / p; next * p == left; next = left / p) {
      left = next;
      exponent++;
      powers = powers * p + 1;
    }
    rest[i] = left;
    divisors[i] *= exponent + 1;
    sigma[i] *= powers;
  }

  private void add(FactorAggregates.Collector collector, long n, int i) {
    boolean primeLeft = rest[i] > 1;
    collector.add(
        n,
        primeLeft ? 2L * divisors[i] : divisors[i],
        primeLeft ? sigma[i] * (rest[i] + 1) : sigma[i]);
  }
}
