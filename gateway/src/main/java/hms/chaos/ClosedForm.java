package hms.chaos;

import java.math.BigInteger;

/**
 * Sums of the number and of the sum of divisors of 1 to n, without factoring anything: the truth
 * that jobs are held against. Shares no code with what computes or verifies them.
 *
 * <p>Source: each d divides floor(n / d) of 1 to n, so the sums are those of floor(n / d) and of d
 * floor(n / d); here plainly, in O(n) steps.
 *
 * @param divisors sum of d(k), k from 1 to n
 * @param divisorSum sum of sigma(k), k from 1 to n
 */
record ClosedForm(long divisors, BigInteger divisorSum) {

  static ClosedForm of(long n) {
    long divisors = 0;
    BigInteger sum = BigInteger.ZERO;
    long part = 0;
    for (long d = 1; d <= n; d++) {
      divisors += n / d;
      part += d * (n / d);
      if (part > Long.MAX_VALUE / 2) {
        sum = sum.add(BigInteger.valueOf(part));
        part = 0;
      }
    }
    return new ClosedForm(divisors, sum.add(BigInteger.valueOf(part)));
  }
}
