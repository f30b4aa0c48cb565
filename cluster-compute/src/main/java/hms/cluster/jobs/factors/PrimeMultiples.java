package hms.cluster.jobs.factors;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.Stopped;

/**
 * The walk of a segmented sieve: each prime up to the root of a run, ascending, and right after it
 * each higher power of it, with where its multiples lie in the segment at hand.
 */
final class PrimeMultiples {
  private static final int SEGMENT = 1 << 13;
  private static final int PRIMES_A_CHECK = 1 << 16;

  /** What is kept of a segment: cleared, marked at the multiples of primes, told. */
  interface Segment {

    /** Forgets the segment before; this one has {@code length} integers. */
    void clear(int length);

    /**
     * Marks each {@code step}th place from {@code first} on, below {@code length}.
     *
     * @param step a power of the prime, or less if only the first place is in the segment
     * @param again whether the places were marked with this prime before: it was the last one then
     * @return the first place that is not in the segment
     */
    int mark(int prime, int first, int step, int length, boolean again);

    /**
     * All primes have been marked.
     *
     * @param low the first integer
     */
    void tell(long low, int length);
  }

  private final Segment segment;
  private final int[] primes;
  private final int[] next;
  private int used;

  private PrimeMultiples(long to, Segment segment) {
    int root = (int) Math.sqrt((double) to) + 1;
    this.segment = segment;
    this.primes = Primes.upTo(root);
    this.next = new int[Primes.count(root)];
  }

  /** Integers in a segment of a run, at most: one that is shorter needs no more room. */
  static int length(long from, long to) {
    return (int) Math.min(SEGMENT, to - from + 1);
  }

  /**
   * Goes through all integers from {@code from} to {@code to}, both included, segment by segment.
   *
   * @param to at most {@link SegmentSums#TO_MAX}
   */
  static void each(long from, long to, Segment segment, ChunkContext chunk) throws Stopped {
    var multiples = new PrimeMultiples(to, segment);
    for (long low = from; low <= to; low += SEGMENT) {
      int length = length(low, to);
      segment.clear(length);
      multiples.mark(low, length, chunk);
      segment.tell(low, length);
      chunk.progress(low + length - from);
    }
  }

  /**
   * What is left of {@code n} without the primes that were marked: a prime, or 1. All are below
   * 2^53, so that no division is rounded.
   */
  static long left(long n, long found) {
    return (long) ((double) n / (double) found);
  }

  private void mark(long low, int length, ChunkContext chunk) throws Stopped {
    long high = low + length - 1;
    for (; used < next.length && (long) primes[used] * primes[used] <= high; used++) {
      next[used] = (int) first(low, primes[used]);
    }
    for (int k = 0; k < used; k++) {
      if (k % PRIMES_A_CHECK == 0) chunk.checkpoint();
      if (next[k] < length) {
        next[k] = segment.mark(primes[k], next[k], primes[k], length, false);
        powers(low, length, primes[k]);
      }
      next[k] -= length;
    }
  }

  /** Only of a prime that has a multiple here: who is none of it is none of its powers. */
  private void powers(long low, int length, int prime) {
    long high = low + length - 1;
    for (long power = (long) prime * prime; power <= high; power *= prime) {
      long first = first(low, power);
      if (first < length) {
        int unused = segment.mark(prime, (int) first, (int) Math.min(power, SEGMENT), length, true);
      }
      if (power > high / prime) return;
    }
  }

  private static long first(long low, long step) {
    long over = low % step;
    return over == 0 ? 0 : step - over;
  }
}
