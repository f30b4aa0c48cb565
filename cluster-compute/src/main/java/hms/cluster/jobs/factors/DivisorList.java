package hms.cluster.jobs.factors;

import java.util.Arrays;

/** All divisors of an integer, from its prime factors. */
final class DivisorList {
  /** Of an integer below 2^63: 897,612,484,786,617,600 has most. */
  static final int DIVISORS_MAX = 103_680;

  private DivisorList() {}

  /**
   * Writes them into {@code to}, ascending, with 1 and the integer itself.
   *
   * @return how many there are
   */
  static int of(long[] primes, int[] exponents, int distinct, long[] to) {
    to[0] = 1;
    int count = 1;
    for (int i = 0; i < distinct; i++) {
      int before = count;
      for (int k = 0; k < exponents[i]; k++) {
        // The last so many, once more with this prime.
        for (int at = count - before, end = count; at < end; at++) to[count++] = to[at] * primes[i];
      }
    }
    Arrays.sort(to, 0, count);
    return count;
  }
}
