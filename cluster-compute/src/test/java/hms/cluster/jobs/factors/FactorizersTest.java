package hms.cluster.jobs.factors;

import static org.assertj.core.api.Assertions.assertThat;

import hms.cluster.job.Stopped;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FactorizersTest {
  private static final int CERTAINTY = 50;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void a_walk_finds_primes_whose_product_it_is() throws Stopped {
    for (int i = 0; i < 3000; i++) {
      long n = 1 + (random.nextLong() >>> (1 + random.nextInt(62)));
      check(n, new PollardRho());
    }
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        1,
        2,
        4,
        257L * 257,
        65_537L * 65_537,
        3_037_000_493L * 3_037_000_493L, // the greatest square of a prime below 2^63
        1L << 62,
        Long.MAX_VALUE, // 7^2 73 127 337 92737 649657
        Long.MAX_VALUE - 24,
        2_097_143L * 2_097_143L * 2_097_143L,
        614_889_782_588_491_410L, // the product of the first 15 primes
        3_825_123_056_546_413_051L // a strong pseudoprime to the first nine primes
      })
  void hard_cases_for_a_walk(long n) throws Stopped {
    check(n, new PollardRho());
  }

  @Test
  void two_large_primes() throws Stopped {
    for (int i = 0; i < 100; i++) {
      long p = BigInteger.probablePrime(31, random).longValueExact();
      long q = BigInteger.probablePrime(31, random).longValueExact();
      new PollardRho()
          .factor(
              p * q,
              (n, primes, exponents, distinct) ->
                  assertThat(primes[0]).as("seed %d", seed).isEqualTo(Math.min(p, q)),
              () -> {});
    }
  }

  @Test
  void division_and_a_walk_agree() throws Stopped {
    for (int i = 0; i < 2000; i++) {
      long n = 1 + random.nextLong(TrialDivision.TO_MAX);
      assertThat(text(n, new TrialDivision()))
          .as("seed %d", seed)
          .isEqualTo(text(n, new PollardRho()));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 8_180, 999_999_000_000L, SegmentSums.TO_MAX - 20_000})
  void a_sieve_finds_the_factors_that_a_walk_finds(long from) throws Stopped {
    var rho = new PollardRho();
    long[] expected = {from};
    SegmentFactors.each(
        from,
        from + 20_000,
        (n, primes, exponents, distinct) -> {
          assertThat(n).isEqualTo(expected[0]++);
          assertThat(text(n, primes, exponents, distinct)).isEqualTo(text(n, rho));
        },
        () -> {});
    assertThat(expected[0]).isEqualTo(from + 20_001);
  }

  @Test
  void primes_are_told_from_others() {
    for (int i = 0; i < 3000; i++) {
      long n = random.nextLong() >>> (1 + random.nextInt(62));
      assertThat(MillerRabin.isPrime(n))
          .as("%d of seed %d", n, seed)
          .isEqualTo(n > 1 && BigInteger.valueOf(n).isProbablePrime(CERTAINTY));
    }
  }

  @Test
  void multiplication_modulo_is_that_of_big_integers() {
    for (int i = 0; i < 5000; i++) {
      long n = Math.max(3, random.nextLong() >>> (1 + random.nextInt(60))) | 1;
      var modulo = new Montgomery(n);
      long a = random.nextLong(n);
      long b = random.nextLong(n);
      long product = modulo.multiply(modulo.multiply(modulo.residue(a), modulo.residue(b)), 1);
      var expected =
          BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).mod(BigInteger.valueOf(n));
      assertThat(product).as("%d * %d mod %d", a, b, n).isEqualTo(expected.longValueExact());
    }
  }

  @Test
  void the_table_of_primes_grows_and_stays_right() {
    assertThat(Primes.count(10)).isEqualTo(4);
    assertThat(Primes.count(1_000_000)).isEqualTo(78_498);
    assertThat(Primes.count(Primes.MAX)).isEqualTo(664_579);
    assertThat(Primes.count(11)).isEqualTo(5);
  }

  private void check(long n, Factorizer way) throws Stopped {
    way.factor(
        n,
        (same, primes, exponents, distinct) -> {
          var product = BigInteger.ONE;
          for (int i = 0; i < distinct; i++) {
            assertThat(BigInteger.valueOf(primes[i]).isProbablePrime(CERTAINTY)).isTrue();
            product = product.multiply(BigInteger.valueOf(primes[i]).pow(exponents[i]));
          }
          assertThat(product).as("%d of seed %d", n, seed).isEqualTo(BigInteger.valueOf(n));
          assertThat(LongStream.of(Arrays.copyOf(primes, distinct)).boxed()).isSorted();
        },
        () -> {});
  }

  private static String text(long n, Factorizer way) {
    var text = new StringBuilder();
    try {
      way.factor(n, (m, p, e, d) -> text.append(text(m, p, e, d)), () -> {});
    } catch (Stopped never) {
      throw new AssertionError(never);
    }
    return text.toString();
  }

  private static String text(long n, long[] primes, int[] exponents, int distinct) {
    return n
        + Arrays.toString(Arrays.copyOf(primes, distinct))
        + Arrays.toString(Arrays.copyOf(exponents, distinct));
  }
}
