package hms.cluster.jobs.factors;

/**
 * Multiplication modulo an odd n below 2^63 without division. A residue x is held as x 2^64 mod n.
 * Source: P. L. Montgomery, Modular multiplication without trial division, 1985.
 */
final class Montgomery {
  private static final int BITS = 64;

  private final long n;

  /** n times it is 1 modulo 2^64. */
  private final long inverse;

  private final long one;
  private final long square;

  Montgomery(long n) {
    if (n < 3 || n % 2 == 0) throw new IllegalArgumentException("odd and above 1, was " + n);
    this.n = n;
    this.inverse = inverse(n);
    this.one = Long.remainderUnsigned(-n, n);
    long doubled = one;
    for (int i = 0; i < BITS; i++) doubled = add(doubled, doubled);
    this.square = doubled;
  }

  /** 1 as a residue. */
  long one() {
    return one;
  }

  /** {@code x}, at least 0, as a residue. */
  long residue(long x) {
    return multiply(x % n, square);
  }

  long add(long a, long b) {
    long sum = a - (n - b);
    return sum < 0 ? sum + n : sum;
  }

  long subtract(long a, long b) {
    long difference = a - b;
    return difference < 0 ? difference + n : difference;
  }

  long multiply(long a, long b) {
    long low = a * b;
    long high = Math.unsignedMultiplyHigh(a, b);
    long reduced = high - Math.unsignedMultiplyHigh(low * inverse, n);
    return reduced < 0 ? reduced + n : reduced;
  }

  long power(long residue, long exponent) {
    long result = one;
    long factor = residue;
    for (long left = exponent; left > 0; left >>= 1) {
      if ((left & 1) == 1) result = multiply(result, factor);
      factor = multiply(factor, factor);
    }
    return result;
  }

  /**
   * Newton's iteration doubles the bits that are right; n is its own inverse in the first three.
   */
  private static long inverse(long n) {
    long inverse = n;
    for (int right = 3; right < BITS; right *= 2) inverse *= 2 - n * inverse;
    return inverse;
  }
}
