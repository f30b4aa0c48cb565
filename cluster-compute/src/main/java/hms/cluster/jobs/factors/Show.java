package hms.cluster.jobs.factors;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is told of each integer. */
enum Show {
  /** Sums over all: no lines. */
  AGGREGATES(Long.MAX_VALUE),
  /** {@code 360<TAB>2^3 3^2 5}. */
  PRIMES(Long.MAX_VALUE),
  /** {@code 360: 2 2 2 3 3 5}, as the program factor of GNU coreutils has it. */
  FACTOR(Long.MAX_VALUE),
  /** {@code 12<TAB>1,2,3,4,6,12}. Above the limit lines become too long for parts. */
  DIVISORS(1_000_000_000L);

  /** A part has at most 192 KiB, a line of prime factors 155 bytes. */
  private static final long LINES_A_CHUNK = 1024;

  /**
   * Neighbours have fewer factors: eight and a half on the average if they are so many, as few
   * numbers have many small ones. Below 2^63 that is 175 KiB.
   */
  private static final long LINES_OF_NEIGHBOURS = 3072;

  /** Neighbours have 21 divisors on the average. */
  private static final long LINES_OF_A_RUN = 512;

  /** The same with 1,344 divisors, of at most 9 digits, may come again and again. */
  private static final long LINES_OF_A_LIST = 12;

  private static final long CHUNK_NANOS = 100_000_000;
  private final long max;

  Show(long max) {
    this.max = max;
  }

  long max() {
    return max;
  }

  boolean isLines() {
    return this != AGGREGATES;
  }

  /** Units a chunk; 0: as many as the engine likes. */
  long chunkUnits(boolean run, long nanosPerUnit) {
    if (!isLines()) return 0;
    return Math.clamp(CHUNK_NANOS / nanosPerUnit, 1, run ? linesOfARun() : linesOfAList());
  }

  private long linesOfARun() {
    return this == DIVISORS ? LINES_OF_A_RUN : LINES_OF_NEIGHBOURS;
  }

  private long linesOfAList() {
    return this == DIVISORS ? LINES_OF_A_LIST : LINES_A_CHUNK;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Show> named(Object word) {
    return Arrays.stream(values()).filter(value -> value.word().equals(word)).findFirst();
  }
}
