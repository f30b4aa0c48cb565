package hms.cluster.jobs.factors;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.Stopped;
import java.util.Arrays;

/**
 * Factors any integer below 2^63: small primes by division, then walks x -> x^2 + c until two of
 * its points meet modulo a factor. Differences are multiplied up and looked at many at a time. No
 * chance is in it: c is 1, then 2, and so on. Source: R. P. Brent, An improved Monte Carlo
 * factorization algorithm, 1980.
 */
final class PollardRho implements Factorizer {
  /** Up to here by division. */
  private static final int SMALL = 256;

  private static final int AT_ONCE = 128;
  private static final int[] PRIMES = smallPrimes();

  /** With multiplicity; 2^62 has most. */
  private final long[] found = new long[Long.SIZE];

  private final long[] primes = new long[DISTINCT_MAX];
  private final int[] exponents = new int[DISTINCT_MAX];
  private int count;

  @Override
  public void factor(long n, FactorSink sink, ChunkContext chunk) throws Stopped {
    count = 0;
    long left = n;
    for (int i = 0; i < PRIMES.length && left > 1; i++) {
      for (; left % PRIMES[i] == 0; left /= PRIMES[i]) found[count++] = PRIMES[i];
    }
    if (left > 1) split(left, chunk);
    Arrays.sort(found, 0, count);
    sink.take(n, primes, exponents, gathered());
    chunk.checkpoint();
  }

  private int gathered() {
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      if (distinct > 0 && primes[distinct - 1] == found[i]) {
        exponents[distinct - 1]++;
      } else {
        primes[distinct] = found[i];
        exponents[distinct++] = 1;
      }
    }
    return distinct;
  }

  /** {@code n} has no factor below {@link #SMALL}. */
  private void split(long n, ChunkContext chunk) throws Stopped {
    if (n < (long) SMALL * SMALL || MillerRabin.isPrime(n)) {
      found[count++] = n;
      return;
    }
    long root = Math.round(Math.sqrt((double) n));
    long factor = root * root == n ? root : walk(n, chunk);
    split(factor, chunk);
    split(n / factor, chunk);
  }

  /** A factor of {@code n}, a composite that is no square: neither 1 nor n. */
  private static long walk(long n, ChunkContext chunk) throws Stopped {
    var modulo = new Montgomery(n);
    for (long c = 1; ; c++) {
      long factor = new Walk(modulo, n, modulo.residue(c)).factor(chunk);
      if (factor != n) return factor;
    }
  }

  /** One walk; the point is compared with where it stood when it had gone a power of two. */
  private static final class Walk {
    private final Montgomery modulo;
    private final long n;
    private final long c;
    private long point;
    private long stood;

    Walk(Montgomery modulo, long n, long c) {
      this.modulo = modulo;
      this.n = n;
      this.c = c;
      this.point = modulo.residue(2);
    }

    /** A factor above 1; n itself if all its factors were met at once. */
    long factor(ChunkContext chunk) throws Stopped {
      for (long length = 1; ; length *= 2) {
        stood = point;
        for (long i = 0; i < length; i++) step();
        for (long done = 0; done < length; done += AT_ONCE) {
          chunk.checkpoint();
          long before = point;
          long common = gcd(product(Math.min(AT_ONCE, length - done)), n);
          if (common > 1) return common < n ? common : slowly(before);
        }
      }
    }

    private long product(long steps) {
      long product = modulo.one();
      for (long i = 0; i < steps; i++) {
        step();
        product = modulo.multiply(product, modulo.subtract(point, stood));
      }
      return product;
    }

    /** One difference at a time, from where the product was still without a factor. */
    private long slowly(long from) {
      point = from;
      while (true) {
        step();
        long common = gcd(modulo.subtract(point, stood), n);
        if (common > 1) return common;
      }
    }

    private void step() {
      point = modulo.add(modulo.multiply(point, point), c);
    }
  }

  /** Of a number, 0 too, and an odd one. Source: J. Stein, 1967. */
  static long gcd(long a, long odd) {
    if (a == 0) return odd;
    long x = a >> Long.numberOfTrailingZeros(a);
    long y = odd;
    while (x != y) {
      long difference = Math.abs(x - y);
      y = Math.min(x, y);
      x = difference >> Long.numberOfTrailingZeros(difference);
    }
    return x;
  }

  private static int[] smallPrimes() {
    return Arrays.copyOf(Primes.upTo(SMALL), Primes.count(SMALL));
  }
}
