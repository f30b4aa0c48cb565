package hms.cluster.jobs.factors;

/**
 * Is it a prime? With the twelve first primes as bases the test errs below 3.3 10^24 nowhere.
 * Source: J. Sorenson, J. Webster, Strong pseudoprimes to twelve prime bases, 2015.
 */
final class MillerRabin {
  private static final int[] BASES = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};

  private MillerRabin() {}

  static boolean isPrime(long n) {
    if (n < 2) return false;
    for (int p : BASES) {
      if (n % p == 0) return n == p;
    }
    var modulo = new Montgomery(n);
    int twos = Long.numberOfTrailingZeros(n - 1);
    long odd = (n - 1) >> twos;
    for (int base : BASES) {
      if (!passes(modulo, modulo.power(modulo.residue(base), odd), twos)) return false;
    }
    return true;
  }

  private static boolean passes(Montgomery modulo, long power, int twos) {
    long minusOne = modulo.subtract(0, modulo.one());
    if (power == modulo.one() || power == minusOne) return true;
    long squared = power;
    for (int i = 1; i < twos; i++) {
      squared = modulo.multiply(squared, squared);
      if (squared == minusOne) return true;
    }
    return false;
  }
}
