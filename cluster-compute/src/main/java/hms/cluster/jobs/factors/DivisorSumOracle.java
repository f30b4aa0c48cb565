package hms.cluster.jobs.factors;

import hms.cluster.job.Verdict;
import java.math.BigInteger;

/**
 * The sums of d(n) and sigma(n) over a range in closed form, O(root N), without factoring anything:
 * Dirichlet's hyperbola method. With r = floor(root N): D(N) = 2 sum floor(N/k) - r^2 and S(N) =
 * sum (k floor(N/k) + T(floor(N/k))) - r T(r), k = 1..r, T(x) = x(x+1)/2.
 */
final class DivisorSumOracle {
  /** Its root is looked at in a second. */
  static final long TO_MAX = 10_000_000_000_000_000L;

  private static final String NAME = "hyperbola";

  private DivisorSumOracle() {}

  static Verdict judge(FactorsParameters asked, FactorAggregates found) {
    if (!asked.isRun() || asked.to() > TO_MAX) return new Verdict.NotChecked();
    var divisors = divisors(asked.to()).subtract(divisors(asked.from() - 1));
    var sigma = sigma(asked.to()).subtract(sigma(asked.from() - 1));
    if (found.count() != asked.units()) return refuted("count", asked.units(), found.count());
    if (!divisors.equals(BigInteger.valueOf(found.divisors()))) {
      return refuted("divisors", divisors, found.divisors());
    }
    if (!sigma.equals(found.sigma())) return refuted("divisorSum", sigma, found.sigma());
    return new Verdict.Confirmed(NAME);
  }

  private static Verdict refuted(String what, Object expected, Object found) {
    return new Verdict.Refuted(NAME, "%s: expected %s, found %s".formatted(what, expected, found));
  }

  /** D(N), for N up to {@link #TO_MAX}. */
  static BigInteger divisors(long n) {
    long root = root(n);
    long sum = 0;
    for (long k = 1; k <= root; k++) sum += n / k;
    return BigInteger.valueOf(2 * sum).subtract(BigInteger.valueOf(root).pow(2));
  }

  /** S(N), for N up to {@link #TO_MAX}. */
  static BigInteger sigma(long n) {
    long root = root(n);
    var sum = new Sum();
    for (long k = 1; k <= root; k++) {
      long times = n / k;
      sum.add(0, k * times);
      // Twice a triangle, halved in the factor that is even.
      long even = times % 2 == 0 ? times / 2 : times;
      long odd = times % 2 == 0 ? times + 1 : (times + 1) / 2;
      sum.add(Math.multiplyHigh(even, odd), even * odd);
    }
    var triangle = BigInteger.valueOf(root).multiply(BigInteger.valueOf(root + 1)).shiftRight(1);
    return sum.value().subtract(triangle.multiply(BigInteger.valueOf(root)));
  }

  /** A sum in 128 bits. */
  private static final class Sum {
    private long high;
    private long low;

    void add(long moreHigh, long moreLow) {
      low += moreLow;
      high += moreHigh + (Long.compareUnsigned(low, moreLow) < 0 ? 1 : 0);
    }

    BigInteger value() {
      var lower = new BigInteger(Long.toUnsignedString(low));
      return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(lower);
    }
  }

  private static long root(long n) {
    long guess = (long) Math.sqrt((double) n);
    while (guess * guess > n) guess--;
    while ((guess + 1) * (guess + 1) <= n) guess++;
    return guess;
  }
}
