package hms.cluster.jobs;

import hms.cluster.job.Verdict;
import java.math.BigInteger;

/**
 * The sums of d(n) and sigma(n) over a range in closed form, O(root N), without factoring anything:
 * Dirichlet's hyperbola method. With r = floor(root N): D(N) = 2 sum floor(N/k) - r^2 and S(N) =
 * sum (k floor(N/k) + T(floor(N/k))) - r T(r), k = 1..r, T(x) = x(x+1)/2.
 */
final class DivisorSumOracle {
  private static final String NAME = "hyperbola";

  private DivisorSumOracle() {}

  static Verdict judge(FactorsParameters asked, FactorAggregates found) {
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

  /** D(N), for N up to 10^12. */
  static BigInteger divisors(long n) {
    long root = root(n);
    long sum = 0;
    for (long k = 1; k <= root; k++) sum += n / k;
    return BigInteger.valueOf(2 * sum - root * root);
  }

  /** S(N), for N up to 10^12: the sum of k floor(N/k) is at most N root N, below 2^63. */
  static BigInteger sigma(long n) {
    long root = root(n);
    long products = 0;
    var triangles = BigInteger.ZERO;
    for (long k = 1; k <= root; k++) {
      products += k * (n / k);
      triangles = triangles.add(triangle(n / k));
    }
    return BigInteger.valueOf(products)
        .add(triangles)
        .subtract(triangle(root).multiply(BigInteger.valueOf(root)));
  }

  private static BigInteger triangle(long x) {
    return BigInteger.valueOf(x).multiply(BigInteger.valueOf(x + 1)).shiftRight(1);
  }

  private static long root(long n) {
    long guess = (long) Math.sqrt((double) n);
    while (guess * guess > n) guess--;
    while ((guess + 1) * (guess + 1) <= n) guess++;
    return guess;
  }
}
