package hms.domain.order;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Divides an amount by weights so that the parts add up to the cent. */
final class Shares {
  private Shares() {}

  /**
   * Largest remainder; ties go to the earlier part; if all weights are zero, all weigh the same.
   *
   * @param amount minor units, at least 0
   * @param weights at least one, none negative; amount x weight must fit in 128 bits, and does
   */
  static long[] of(long amount, List<Long> weights) {
    long sum = weights.stream().mapToLong(Long::longValue).sum();
    var used = sum > 0 ? weights : weights.stream().map(weight -> 1L).toList();
    long whole = sum > 0 ? sum : weights.size();
    long[] shares = new long[used.size()];
    long[] remainders = new long[used.size()];
    long left = amount;
    for (int i = 0; i < shares.length; i++) {
      var exact =
          BigInteger.valueOf(amount)
              .multiply(BigInteger.valueOf(used.get(i)))
              .divideAndRemainder(BigInteger.valueOf(whole));
      shares[i] = exact[0].longValueExact();
      remainders[i] = exact[1].longValueExact();
      left -= shares[i];
    }
    IntStream.range(0, shares.length)
        .boxed()
        .sorted(Comparator.comparingLong((Integer i) -> -remainders[i]))
        .limit(left)
        .forEach(i -> shares[i]++);
    return shares;
  }
}
