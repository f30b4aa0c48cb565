package hms.cluster.jobs.factors;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes a line for each integer it is given. */
final class LineWriter implements FactorSink {
  private static final int DIGITS_MAX = 19;
  private static final int FIRST = 1 << 14;

  private final Show show;
  private final long[] divisors = new long[DivisorList.DIVISORS_MAX];
  private final byte[] digits = new byte[DIGITS_MAX];
  private byte[] lines = new byte[FIRST];
  private int length;

  LineWriter(Show show) {
    this.show = show;
  }

  @Override
  public void take(long n, long[] primes, int[] exponents, int distinct) {
    number(n);
    switch (show) {
      case DIVISORS -> divisors(DivisorList.of(primes, exponents, distinct, divisors));
      case PRIMES -> powers(primes, exponents, distinct);
      case FACTOR -> repeated(primes, exponents, distinct);
      case AGGREGATES -> throw new IllegalStateException("sums are no lines");
    }
    put('\n');
  }

  FactorLines lines() {
    return new FactorLines(Arrays.copyOf(lines, length));
  }

  private void divisors(int count) {
    put('\t');
    for (int i = 0; i < count; i++) {
      if (i > 0) put(',');
      number(divisors[i]);
    }
  }

  private void powers(long[] primes, int[] exponents, int distinct) {
    put('\t');
    for (int i = 0; i < distinct; i++) {
      if (i > 0) put(' ');
      number(primes[i]);
      if (exponents[i] == 1) continue;
      put('^');
      number(exponents[i]);
    }
  }

  /** As the program factor of GNU coreutils does. */
  private void repeated(long[] primes, int[] exponents, int distinct) {
    put(':');
    for (int i = 0; i < distinct; i++) {
      for (int k = 0; k < exponents[i]; k++) {
        put(' ');
        number(primes[i]);
      }
    }
  }

  private void number(long value) {
    int at = DIGITS_MAX;
    long left = value;
    // Divisions of 32 bits are faster.
    for (; left > Integer.MAX_VALUE; left /= 10) digits[--at] = (byte) ('0' + left % 10);
    int small = (int) left;
    do {
      digits[--at] = (byte) ('0' + small % 10);
      small /= 10;
    } while (small > 0);
    room(DIGITS_MAX - at);
    System.arraycopy(digits, at, lines, length, DIGITS_MAX - at);
    length += DIGITS_MAX - at;
  }

  private void put(char sign) {
    room(1);
    lines[length++] = (byte) sign;
  }

  private void room(int more) {
    if (length + more > lines.length) lines = Arrays.copyOf(lines, 2 * lines.length + more);
  }

  @Override
  public String toString() {
    return new String(lines, 0, length, StandardCharsets.US_ASCII);
  }
}
