package hms.cluster.jobs.factors;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the factors are found; all give the same bytes. */
enum Algorithm {
  /** The fastest that there is for what is asked. */
  AUTO(Long.MAX_VALUE),
  /** A run of integers together. */
  SIEVE(SegmentSums.TO_MAX),
  /** Each integer alone, in about the fourth root of it. */
  RHO(Long.MAX_VALUE),
  /** Each integer alone, in its root. */
  TRIAL(TrialDivision.TO_MAX),
  /** Each integer alone, in half of it. */
  NAIVE(Naive.TO_MAX);

  /** Below, dividing is faster than walking. */
  private static final long SMALL = 1 << 20;

  private final long max;

  Algorithm(long max) {
    this.max = max;
  }

  /** The greatest integer that it takes. */
  long max() {
    return max;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Algorithm> named(Object word) {
    return Arrays.stream(values()).filter(value -> value.word().equals(word)).findFirst();
  }

  /**
   * For a run of integers. A sieve looks at all primes up to the root once, which a few integers
   * high up are not worth.
   */
  static Algorithm forRange(long from, long to) {
    boolean worth = to - from + 1 >= Math.sqrt((double) to) / 64;
    return to <= SIEVE.max && worth ? SIEVE : RHO;
  }

  /** Roughly; what is measured counts from the second chunk on. */
  long nanosPerUnit(long greatest) {
    return switch (this) {
      case SIEVE -> 20;
      case TRIAL -> 50 + (long) (Math.sqrt((double) greatest) / 8);
      case NAIVE -> Math.max(50, greatest);
      case AUTO, RHO -> 200 + (long) Math.sqrt(Math.sqrt((double) greatest));
    };
  }

  /** For one thread. Not for the sieve, which takes runs. */
  Factorizer factorizer() {
    return switch (this) {
      case NAIVE -> new Naive();
      case TRIAL -> new TrialDivision();
      case RHO -> new PollardRho();
      case AUTO -> {
        var trial = new TrialDivision();
        var rho = new PollardRho();
        yield (n, sink, chunk) -> (n < SMALL ? trial : rho).factor(n, sink, chunk);
      }
      case SIEVE -> throw new IllegalStateException("a sieve takes runs");
    };
  }
}
