package hms.cluster.jobs.factors;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.Stopped;
import java.util.Arrays;

/**
 * The prime factors of each integer of a run up to 10^14: a sieve that writes each prime down at
 * its multiples.
 */
final class SegmentFactors implements PrimeMultiples.Segment {
  /** The product of the first 13 primes is above 10^14. */
  private static final int DISTINCT_MAX = 12;

  private final int[] primes;
  private final byte[] exponents;
  private final byte[] count;
  private final long[] found;
  private final long[] primesOfOne = new long[Factorizer.DISTINCT_MAX];
  private final int[] exponentsOfOne = new int[Factorizer.DISTINCT_MAX];

  private final FactorSink sink;

  private SegmentFactors(int size, FactorSink sink) {
    this.sink = sink;
    this.primes = new int[size * DISTINCT_MAX];
    this.exponents = new byte[size * DISTINCT_MAX];
    this.count = new byte[size];
    this.found = new long[size];
  }

  /**
   * Factors all integers from {@code from} to {@code to}, both included, in ascending order.
   *
   * @param to at most {@link SegmentSums#TO_MAX}
   */
  static void each(long from, long to, FactorSink sink, ChunkContext chunk) throws Stopped {
    var factors = new SegmentFactors(PrimeMultiples.length(from, to), sink);
    PrimeMultiples.each(from, to, factors, chunk);
  }

  @Override
  public void clear(int length) {
    Arrays.fill(count, 0, length, (byte) 0);
    Arrays.fill(found, 0, length, 1);
  }

  @Override
  public int mark(int prime, int first, int step, int length, boolean again) {
    int i = first;
    for (; i < length; i += step) {
      int at = i * DISTINCT_MAX + (again ? count[i] - 1 : count[i]++);
      primes[at] = prime;
      exponents[at] = (byte) (again ? exponents[at] + 1 : 1);
      found[i] *= prime;
    }
    return i;
  }

  @Override
  public void tell(long low, int length) {
    for (int i = 0; i < length; i++) {
      int distinct = count[i];
      for (int k = 0; k < distinct; k++) {
        primesOfOne[k] = primes[i * DISTINCT_MAX + k];
        exponentsOfOne[k] = exponents[i * DISTINCT_MAX + k];
      }
      long left = PrimeMultiples.left(low + i, found[i]);
      if (left > 1) {
        primesOfOne[distinct] = left;
        exponentsOfOne[distinct++] = 1;
      }
      sink.take(low + i, primesOfOne, exponentsOfOne, distinct);
    }
  }
}
