package hms.cluster.jobs.factors;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.Stopped;
import java.util.Arrays;

/**
 * The prime factors of each integer of a run up to 10^14: a sieve that writes each prime down at
 * its multiples. Shares the table of primes with {@link SegmentSums}, and nothing else.
 */
final class SegmentFactors {
  private static final int SEGMENT = 1 << 13;

  /** The product of the first 13 primes is above 10^14. */
  private static final int DISTINCT_MAX = 12;

  private static final int PRIMES_A_CHECK = 1 << 16;

  private final int[] primes;
  private final byte[] exponents;
  private final byte[] count;
  private final long[] found;
  private final int[] table;
  private final int[] next;
  private final int dense;
  private final long[] primesOfOne = new long[Factorizer.DISTINCT_MAX];
  private final int[] exponentsOfOne = new int[Factorizer.DISTINCT_MAX];
  private int used;

  /** A run that is shorter than a segment needs no more room than it has integers. */
  private SegmentFactors(int size, long to) {
    this.primes = new int[size * DISTINCT_MAX];
    this.exponents = new byte[size * DISTINCT_MAX];
    this.count = new byte[size];
    this.found = new long[size];
    this.dense = Primes.count(size);
    int root = (int) Math.sqrt((double) to) + 1;
    this.table = Primes.upTo(root);
    this.next = new int[Primes.count(root)];
  }

  /**
   * Factors all integers from {@code from} to {@code to}, both included, in ascending order.
   *
   * @param to at most {@link SegmentSums#TO_MAX}
   */
  static void each(long from, long to, FactorSink sink, ChunkContext chunk) throws Stopped {
    var segments = new SegmentFactors((int) Math.min(SEGMENT, to - from + 1), to);
    for (long low = from; low <= to; low += SEGMENT) {
      int length = (int) Math.min(SEGMENT, to - low + 1);
      segments.find(low, length, chunk);
      segments.tell(low, length, sink);
      chunk.progress(low + length - from);
    }
  }

  private void find(long low, int length, ChunkContext chunk) throws Stopped {
    chunk.checkpoint();
    Arrays.fill(count, 0, length, (byte) 0);
    Arrays.fill(found, 0, length, 1);
    long high = low + length - 1;
    for (; used < next.length && (long) table[used] * table[used] <= high; used++) {
      long over = low % table[used];
      next[used] = over == 0 ? 0 : (int) (table[used] - over);
    }
    int often = Math.min(used, dense);
    for (int k = 0; k < often; k++) next[k] = mark(table[k], next[k], length) - length;
    for (int k = often; k < used; k++) {
      if (k % PRIMES_A_CHECK == 0) chunk.checkpoint();
      next[k] = markOnce(low, table[k], next[k], length) - length;
    }
    for (int k = 0; k < often; k++) powers(low, length, table[k]);
  }

  private int mark(int p, int first, int length) {
    int i = first;
    for (; i < length; i += p) {
      int at = i * DISTINCT_MAX + count[i]++;
      primes[at] = p;
      exponents[at] = 1;
      found[i] *= p;
    }
    return i;
  }

  /** A prime that is no less than a segment, with all of its power. */
  private int markOnce(long low, int p, int first, int length) {
    if (first >= length) return first;
    int unused = mark(p, first, first + 1);
    for (long left = (low + first) / p; left % p == 0; left /= p) once(first, p);
    return first + p;
  }

  /** Each higher power of {@code p} counts once more at its multiples. */
  private void powers(long low, int length, int p) {
    long high = low + length - 1;
    for (long power = (long) p * p; power <= high; power *= p) {
      long over = low % power;
      for (long i = over == 0 ? 0 : power - over; i < length; i += power) once((int) i, p);
      if (power > high / p) return;
    }
  }

  private void once(int i, int p) {
    int at = i * DISTINCT_MAX;
    while (primes[at] != p) at++;
    exponents[at]++;
    found[i] *= p;
  }

  private void tell(long low, int length, FactorSink sink) {
    for (int i = 0; i < length; i++) {
      int distinct = count[i];
      for (int k = 0; k < distinct; k++) {
        primesOfOne[k] = primes[i * DISTINCT_MAX + k];
        exponentsOfOne[k] = exponents[i * DISTINCT_MAX + k];
      }
      long left = (long) ((double) (low + i) / (double) found[i]);
      if (left > 1) {
        primesOfOne[distinct] = left;
        exponentsOfOne[distinct++] = 1;
      }
      sink.take(low + i, primesOfOne, exponentsOfOne, distinct);
    }
  }
}
