package hms.cluster.jobs.montecarlo;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A sum of doubles that does not depend on their order: each is rounded once, to a multiple of
 * 2^-40, and then added in 128 bits.
 *
 * @param high upper half, signed
 * @param low lower half, unsigned
 */
record ExactSum(long high, long low) {
  static final ExactSum ZERO = new ExactSum(0, 0);
  private static final int POINT = 40;
  private static final double SCALE = 0x1p40;

  /** Below, a double times 2^40 is below 2^63. */
  private static final double FITS = 0x1p22;

  ExactSum plus(ExactSum other) {
    long sum = low + other.low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return new ExactSum(high + other.high + carry, sum);
  }

  /** The nearest double. */
  double value() {
    var whole =
        BigInteger.valueOf(high)
            .shiftLeft(Long.SIZE)
            .add(new BigInteger(Long.toUnsignedString(low)));
    return Math.scalb(new BigDecimal(whole).doubleValue(), -POINT);
  }

  /** Adds up many; one thread. */
  static final class Adder {
    private long high;
    private long low;

    /**
     * Adds one.
     *
     * @param value finite, below 2^80 in absolute value
     */
    void add(double value) {
      if (Math.abs(value) < FITS) {
        long fixed = (long) StrictMath.rint(value * SCALE);
        add(fixed >> (Long.SIZE - 1), fixed);
      } else {
        var fixed = new BigDecimal(value).multiply(new BigDecimal(SCALE)).toBigInteger();
        add(fixed.shiftRight(Long.SIZE).longValue(), fixed.longValue());
      }
    }

    private void add(long moreHigh, long moreLow) {
      low += moreLow;
      high += moreHigh + (Long.compareUnsigned(low, moreLow) < 0 ? 1 : 0);
    }

    ExactSum sum() {
      return new ExactSum(high, low);
    }
  }
}
