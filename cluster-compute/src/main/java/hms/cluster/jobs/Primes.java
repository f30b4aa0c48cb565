package hms.cluster.jobs;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/** The primes up to 10^6, which divide whatever composite lies below 10^12. */
final class Primes {
  static final int MAX = 1_000_000;

  /** Ascending; computed once a JVM in some milliseconds. */
  static final int[] TABLE = table();

  private Primes() {}

  /** How many primes of the table are at most {@code limit}. */
  static int upTo(long limit) {
    int at = Arrays.binarySearch(TABLE, (int) Math.min(limit, MAX));
    return at >= 0 ? at + 1 : -at - 1;
  }

  private static int[] table() {
    var composite = new BitSet(MAX + 1);
    for (int p = 2; p * p <= MAX; p++) {
      if (composite.get(p)) continue;
      for (int multiple = p * p; multiple <= MAX; multiple += p) composite.set(multiple);
    }
    return IntStream.rangeClosed(2, MAX).filter(n -> !composite.get(n)).toArray();
  }
}
