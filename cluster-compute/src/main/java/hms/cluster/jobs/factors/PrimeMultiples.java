package hms.cluster.jobs.factors;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.Stopped;

/**
 * The walk of a segmented sieve: each prime up to the root of a run, ascending, and right after it
 * each higher power of it, with where its multiples lie in the segment at hand.
 */
final class PrimeMultiples {
  static final int SEGMENT = 1 << 13;
  private static final int PRIMES_A_CHECK = 1 << 16;

  /** Is told of a prime once a power that has multiples in the segment. */
  @FunctionalInterface
  interface Marker {

    /**
     * Marks each {@code step}th place from {@code first} on, below {@code length}.
     *
     * @param step the power, or less if only the first place is in the segment
     * @param again whether the places were marked with this prime before
     * @return the first place that is not in the segment
     */
    int mark(int prime, int first, int step, int length, boolean again);
  }

  private final Marker marker;
  private final int[] primes;
  private final int[] next;
  private int used;

  /**
   * @param to end of the run, at most {@link SegmentSums#TO_MAX}
   */
  PrimeMultiples(long to, Marker marker) {
    int root = (int) Math.sqrt((double) to) + 1;
    this.marker = marker;
    this.primes = Primes.upTo(root);
    this.next = new int[Primes.count(root)];
  }

  /**
   * Marks the next segment.
   *
   * @param low its first integer: the end of the segment before, if there was one
   * @param length at most {@link #SEGMENT}
   */
  void mark(long low, int length, ChunkContext chunk) throws Stopped {
    long high = low + length - 1;
    for (; used < next.length && (long) primes[used] * primes[used] <= high; used++) {
      next[used] = (int) first(low, primes[used]);
    }
    for (int k = 0; k < used; k++) {
      if (k % PRIMES_A_CHECK == 0) chunk.checkpoint();
      if (next[k] < length) {
        next[k] = marker.mark(primes[k], next[k], primes[k], length, false);
        powers(low, length, primes[k]);
      }
      next[k] -= length;
    }
  }

  /** Who is no multiple of a prime is none of its powers. */
  private void powers(long low, int length, int prime) {
    long high = low + length - 1;
    for (long power = (long) prime * prime; power <= high; power *= prime) {
      long first = first(low, power);
      if (first < length) {
        int unused = marker.mark(prime, (int) first, (int) Math.min(power, SEGMENT), length, true);
      }
      if (power > high / prime) return;
    }
  }

  private static long first(long low, long step) {
    long over = low % step;
    return over == 0 ? 0 : step - over;
  }
}
