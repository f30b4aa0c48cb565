package hms.cluster.jobs.factors;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * What is known of a run of integers n: d is the number of divisors, sigma their sum.
 *
 * @param sigmaHigh upper half of the 128-bit sum of sigma
 * @param sigmaLow lower half, unsigned
 * @param divisorsMax greatest d of all
 * @param divisorsMaxAt the least n that has it
 * @param checksum sum of mix(n + mix(d + mix(sigma))) modulo 2^64
 */
record FactorAggregates(
    long count,
    long divisors,
    long sigmaHigh,
    long sigmaLow,
    long divisorsMax,
    long divisorsMaxAt,
    long primes,
    long checksum)
    implements FactorPart {
  private static final int LONGS = 8;
  static final FactorAggregates EMPTY = new FactorAggregates(0, 0, 0, 0, 0, 0, 0, 0);

  BigInteger sigma() {
    var low = new BigInteger(Long.toUnsignedString(sigmaLow));
    return BigInteger.valueOf(sigmaHigh).shiftLeft(64).add(low);
  }

  /** Of both runs; {@code right} begins behind {@code left}. */
  static FactorAggregates joined(FactorAggregates left, FactorAggregates right) {
    long low = left.sigmaLow + right.sigmaLow;
    long carry = Long.compareUnsigned(low, left.sigmaLow) < 0 ? 1 : 0;
    boolean rightHasMore = right.divisorsMax > left.divisorsMax;
    return new FactorAggregates(
        left.count + right.count,
        left.divisors + right.divisors,
        left.sigmaHigh + right.sigmaHigh + carry,
        low,
        rightHasMore ? right.divisorsMax : left.divisorsMax,
        rightHasMore ? right.divisorsMaxAt : left.divisorsMaxAt,
        left.primes + right.primes,
        left.checksum + right.checksum);
  }

  /** Collects one integer after the other, ascending. */
  static final class Collector implements FactorSink {
    /** Below, sigma is below 2^63. */
    private static final long SIGMA_FITS = 100_000_000_000_000_000L;

    private long count;
    private long divisors;
    private long sigmaHigh;
    private long sigmaLow;
    private long divisorsMax;
    private long divisorsMaxAt;
    private long primes;
    private long checksum;

    /**
     * Takes the next one by its functions.
     *
     * @param sigma unsigned: its lower 64 bits
     */
    void add(long n, long d, long sigma) {
      count++;
      divisors += d;
      sigmaLow += sigma;
      if (Long.compareUnsigned(sigmaLow, sigma) < 0) sigmaHigh++;
      if (d > divisorsMax) {
        divisorsMax = d;
        divisorsMaxAt = n;
      }
      if (d == 2) primes++;
      checksum += mix(n + mix(d + mix(sigma)));
    }

    /** Sigma is counted in 128 bits; of its checksum only the lower half is part. */
    @Override
    public void take(long n, long[] primes, int[] exponents, int distinct) {
      long d = 1;
      for (int i = 0; i < distinct; i++) d *= exponents[i] + 1;
      if (n < SIGMA_FITS) {
        long sigma = 1;
        for (int i = 0; i < distinct; i++) sigma *= powers(primes[i], exponents[i]);
        add(n, d, sigma);
      } else {
        var sigma = BigInteger.ONE;
        for (int i = 0; i < distinct; i++) {
          sigma = sigma.multiply(largePowers(primes[i], exponents[i]));
        }
        add(n, d, sigma.longValue());
        sigmaHigh += sigma.shiftRight(Long.SIZE).longValue();
      }
    }

    /** 1 + p + ... + p^exponent. */
    private static long powers(long p, int exponent) {
      long sum = 1;
      for (int i = 0; i < exponent; i++) sum = sum * p + 1;
      return sum;
    }

    private static BigInteger largePowers(long p, int exponent) {
      var sum = BigInteger.ONE;
      for (int i = 0; i < exponent; i++) {
        sum = sum.multiply(BigInteger.valueOf(p)).add(BigInteger.ONE);
      }
      return sum;
    }

    FactorAggregates done() {
      return new FactorAggregates(
          count, divisors, sigmaHigh, sigmaLow, divisorsMax, divisorsMaxAt, primes, checksum);
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long z) {
      long once = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
      long twice = (once ^ (once >>> 27)) * 0x94d049bb133111ebL;
      return twice ^ (twice >>> 31);
    }
  }

  /** The eight components as big-endian longs. */
  @Override
  public byte[] bytes() {
    return ByteBuffer.allocate(LONGS * Long.BYTES)
        .putLong(count)
        .putLong(divisors)
        .putLong(sigmaHigh)
        .putLong(sigmaLow)
        .putLong(divisorsMax)
        .putLong(divisorsMaxAt)
        .putLong(primes)
        .putLong(checksum)
        .array();
  }

  static FactorAggregates read(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    return new FactorAggregates(
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong());
  }

  /** The 128-bit sum as text and the checksum in hex: JSON readers take numbers for doubles. */
  JsonObject json() {
    return new JsonObject()
        .put("count", count)
        .put("divisors", divisors)
        .put("divisorSum", sigma().toString())
        .put("divisorsMax", divisorsMax)
        .put("divisorsMaxAt", divisorsMaxAt)
        .put("primes", primes)
        .put("checksum", "%016x".formatted(checksum));
  }
}
