package hms.cluster.jobs.factors;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.Stopped;
import java.util.Arrays;

/**
 * Number and sum of the divisors of each integer of a run, segment by segment.
 *
 * <p>Both are multiplicative, so each prime up to the root multiplies them at its multiples as if
 * it divided once, and is set right where its square divides; 2, 3 and 5 come from a table of one
 * period. What the primes found leave of an integer is 1 or a prime. No integer division but for
 * the rare squares.
 */
final class SegmentSums {
  /** Below 2^53, so that a quotient of doubles is exact. */
  static final long TO_MAX = 100_000_000_000_000L;

  /** Three arrays of it fit the second-level cache. */
  private static final int SEGMENT = 1 << 15;

  /** Multiples of a period of 2, 3 and 5 have the same first powers: 16, 9 and 25 are left out. */
  private static final int PERIOD = 16 * 9 * 25;

  private static final int IN_TABLE = 3;
  private static final int PRIMES_A_CHECK = 1 << 16;
  private static final long[] PERIOD_FOUND = filled(1);
  private static final long[] PERIOD_SIGMA = filled(1);
  private static final int[] PERIOD_DIVISORS = new int[PERIOD];

  static {
    Arrays.fill(PERIOD_DIVISORS, 1);
    tabulate(2, 4);
    tabulate(3, 2);
    tabulate(5, 2);
  }

  /** The product of the prime powers found in each integer so far, and its functions. */
  private final long[] found = new long[SEGMENT];

  private final long[] sigma = new long[SEGMENT];
  private final int[] divisors = new int[SEGMENT];

  private final int[] primes;

  /** Of each prime in use, its next multiple, counted from the beginning of the segment. */
  private final int[] next;

  /** How many primes are less than a segment. */
  private final int dense;

  private int used = IN_TABLE;

  private SegmentSums(long to) {
    int root = (int) Math.sqrt((double) to) + 1;
    this.primes = Primes.upTo(root);
    this.next = new int[Primes.count(root)];
    this.dense = Primes.count(SEGMENT);
  }

  /**
   * Adds up all integers from {@code from} to {@code to}, both included.
   *
   * @param to at most {@link #TO_MAX}
   */
  static FactorAggregates of(long from, long to, ChunkContext chunk) throws Stopped {
    var segments = new SegmentSums(to);
    var total = FactorAggregates.EMPTY;
    for (long low = from; low <= to; low += SEGMENT) {
      int length = (int) Math.min(SEGMENT, to - low + 1);
      total = FactorAggregates.joined(total, segments.segment(low, length, chunk));
      chunk.progress(low + length - from);
    }
    return total;
  }

  private FactorAggregates segment(long low, int length, ChunkContext chunk) throws Stopped {
    chunk.checkpoint();
    begin(low, length);
    begin(low, length, 2, 4);
    begin(low, length, 3, 2);
    begin(low, length, 5, 2);
    markMultiples(low, length, chunk);
    markSquares(low, length);
    return added(low, length);
  }

  private void begin(long low, int length) {
    int from = (int) (low % PERIOD);
    for (int i = 0; i < length; from = 0) {
      int some = Math.min(length - i, PERIOD - from);
      System.arraycopy(PERIOD_FOUND, from, found, i, some);
      System.arraycopy(PERIOD_SIGMA, from, sigma, i, some);
      System.arraycopy(PERIOD_DIVISORS, from, divisors, i, some);
      i += some;
    }
  }

  /** The powers that the table leaves out: {@code p} to the {@code exponent} and above. */
  private void begin(long low, int length, int p, int exponent) {
    int power = power(p, exponent);
    for (int i = offset(low, power); i < length; i += power) take(i, low + i, p);
  }

  private void markMultiples(long low, int length, ChunkContext chunk) throws Stopped {
    long high = low + length - 1;
    while (used < next.length && (long) primes[used] * primes[used] <= high) {
      next[used] = offset(low, primes[used]);
      used++;
    }
    int often = Math.min(used, dense);
    for (int k = IN_TABLE; k < often; k++) next[k] = mark(primes[k], next[k], length) - length;
    for (int k = often; k < used; k++) {
      if (k % PRIMES_A_CHECK == 0) chunk.checkpoint();
      next[k] = markOnce(low, primes[k], next[k], length) - length;
    }
  }

  /** A prime that is no less than a segment: few have a multiple in it, and none has two. */
  private int markOnce(long low, int p, int first, int length) {
    if (first >= length) return first;
    take(first, low + first, p);
    return first + p;
  }

  /** As if {@code p} divided them once. Returns the first multiple behind the segment. */
  private int mark(int p, int first, int length) {
    int i = first;
    for (; i < length; i += p) {
      found[i] *= p;
      sigma[i] *= p + 1L;
      divisors[i] <<= 1;
    }
    return i;
  }

  private void markSquares(long low, int length) {
    for (int k = IN_TABLE; k < Math.min(used, dense); k++) {
      int p = primes[k];
      long square = (long) p * p;
      long first = (square - low % square) % square;
      for (long i = first; i < length; i += square) again((int) i, low + i, p);
    }
  }

  /** Takes back what {@link #mark} did once, and takes all of the power. */
  private void again(int i, long n, int p) {
    found[i] /= p;
    sigma[i] /= p + 1L;
    divisors[i] >>= 1;
    take(i, n, p);
  }

  private void take(int i, long n, int p) {
    long power = p;
    long powers = 1L + p;
    int exponent = 1;
    for (long left = n / p; left % p == 0; left /= p) {
      power *= p;
      powers += power;
      exponent++;
    }
    found[i] *= power;
    sigma[i] *= powers;
    divisors[i] *= exponent + 1;
  }

  private FactorAggregates added(long low, int length) {
    var sums = new FactorAggregates.Collector();
    for (int i = 0; i < length; i++) {
      long n = low + i;
      long left = (long) ((double) n / (double) found[i]);
      boolean primeLeft = left > 1;
      sums.add(
          n, primeLeft ? divisors[i] << 1 : divisors[i], sigma[i] * (primeLeft ? left + 1 : 1));
    }
    return sums.done();
  }

  private static int offset(long low, int step) {
    long over = low % step;
    return over == 0 ? 0 : (int) (step - over);
  }

  private static void tabulate(int p, int exponents) {
    for (int i = 0; i < PERIOD; i++) {
      int exponent = 0;
      for (int left = i == 0 ? PERIOD : i; left % p == 0; left /= p) exponent++;
      if (exponent >= exponents) continue;
      PERIOD_FOUND[i] *= power(p, exponent);
      PERIOD_SIGMA[i] *= (power(p, exponent + 1) - 1) / (p - 1);
      PERIOD_DIVISORS[i] *= exponent + 1;
    }
  }

  private static int power(int p, int exponent) {
    int power = 1;
    for (int i = 0; i < exponent; i++) power *= p;
    return power;
  }

  private static long[] filled(long value) {
    long[] all = new long[PERIOD];
    Arrays.fill(all, value);
    return all;
  }
}
