package hms.cluster.jobs.factors;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/** The primes from 2 on, as far as anybody has asked for in this JVM. Any thread. */
final class Primes {
  /** Enough for the roots of all integers up to 10^14. */
  static final int MAX = 10_000_000;

  private static final int FIRST = 1 << 16;

  /** Each is the beginning of the next one. */
  private static volatile int[] table = sieved(FIRST);

  private Primes() {}

  /** Ascending; at least all primes up to {@code limit}, which is at most {@link #MAX}. */
  static int[] upTo(int limit) {
    int[] known = table;
    return known[known.length - 1] >= limit ? known : extended(limit);
  }

  /** How many primes are at most {@code limit}. */
  static int count(int limit) {
    int[] known = upTo(limit);
    int at = Arrays.binarySearch(known, limit);
    return at >= 0 ? at + 1 : -at - 1;
  }

  private static synchronized int[] extended(int limit) {
    int[] known = table;
    if (known[known.length - 1] >= limit) return known;
    // The last prime must not be below the limit, or the next who asks would sieve again.
    int[] more = sieved(Math.min(MAX + 100, Math.max(2 * known[known.length - 1], limit + 1000)));
    table = more;
    return more;
  }

  private static int[] sieved(int max) {
    var composite = new BitSet(max + 1);
    for (int p = 2; (long) p * p <= max; p = composite.nextClearBit(p + 1)) {
      for (int multiple = p * p; multiple <= max; multiple += p) composite.set(multiple);
    }
    return IntStream.rangeClosed(2, max).filter(n -> !composite.get(n)).toArray();
  }
}
