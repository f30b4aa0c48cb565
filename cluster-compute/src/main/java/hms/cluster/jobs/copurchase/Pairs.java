package hms.cluster.jobs.copurchase;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** How many orders have both of two products. */
final class Pairs {
  private static final int RECORD_BYTES = 2 * Pair.Product.BYTES + Integer.BYTES;
  private final Map<Pair, Integer> together = new HashMap<>();

  /** Counts all pairs of an order, both ways. */
  void addOrder(Pair.Product[] products) {
    for (var one : products) {
      for (var other : products) {
        if (one != other) together.merge(new Pair(one, other), 1, Integer::sum);
      }
    }
  }

  /** Adds what {@link #parts} had written, any number of them one behind the other. */
  void add(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    while (in.hasRemaining()) {
      var pair = new Pair(Pair.Product.read(in), Pair.Product.read(in));
      together.merge(pair, in.getInt(), Integer::sum);
    }
  }

  /** Those of each part, in the order of their oids. */
  void parts(int partitions, BiConsumer<Integer, byte[]> part) {
    var parts = new TreeMap<Integer, TreeMap<Pair, Integer>>();
    together.forEach((pair, orders) ->
        parts
            .computeIfAbsent(pair.product().part(partitions), first -> new TreeMap<>(Pair.ORDER))
            .put(pair, orders));
    parts.forEach((number, pairs) -> part.accept(number, written(pairs)));
  }

  private static byte[] written(Map<Pair, Integer> pairs) {
    var out = ByteBuffer.allocate(RECORD_BYTES * pairs.size());
    pairs.forEach((pair, orders) -> {
      pair.product().write(out);
      pair.other().write(out);
      out.putInt(orders);
    });
    return out.array();
  }

  /** All, in the order of their oids. */
  TreeMap<Pair, Integer> sorted() {
    var all = new TreeMap<Pair, Integer>(Pair.ORDER);
    all.putAll(together);
    return all;
  }
}
