package hms.cluster.jobs.factors;

/** Writes a line for each integer it is given. */
final class LineWriter implements FactorSink {
  private static final int NUMBER_MAX = 20;

  /** Of prime factors, with whatever stands between them. */
  private static final int LINE_MAX = 256;

  private final Show show;
  private final long[] divisors;
  private final Decimals text = new Decimals();

  LineWriter(Show show) {
    this.show = show;
    this.divisors = new long[show == Show.DIVISORS ? DivisorList.DIVISORS_MAX : 0];
  }

  @Override
  public void take(long n, long[] primes, int[] exponents, int distinct) {
    text.room(LINE_MAX);
    text.put(n);
    switch (show) {
      case DIVISORS -> divisors(DivisorList.of(primes, exponents, distinct, divisors));
      case PRIMES -> powers(primes, exponents, distinct);
      case FACTOR -> repeated(primes, exponents, distinct);
      case AGGREGATES -> throw new IllegalStateException("sums are no lines");
    }
    text.put('\n');
  }

  FactorLines lines() {
    return new FactorLines(text.bytes());
  }

  private void divisors(int count) {
    text.room(count * NUMBER_MAX + LINE_MAX);
    text.put('\t');
    for (int i = 0; i < count; i++) {
      if (i > 0) text.put(',');
      text.put(divisors[i]);
    }
  }

  private void powers(long[] primes, int[] exponents, int distinct) {
    text.put('\t');
    for (int i = 0; i < distinct; i++) {
      if (i > 0) text.put(' ');
      text.put(primes[i]);
      if (exponents[i] == 1) continue;
      text.put('^');
      text.put((long) exponents[i]);
    }
  }

  /** As the program factor of GNU coreutils does. */
  private void repeated(long[] primes, int[] exponents, int distinct) {
    text.put(':');
    for (int i = 0; i < distinct; i++) {
      for (int k = 0; k < exponents[i]; k++) {
        text.put(' ');
        text.put(primes[i]);
      }
    }
  }
}
