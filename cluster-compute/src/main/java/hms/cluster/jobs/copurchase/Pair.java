package hms.cluster.jobs.copurchase;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.UUID;

/** Two products that were in one order; the first one is told of the other. */
record Pair(Product product, Product other) {
  /** As oids stand in PostgreSQL: by their bytes. */
  static final Comparator<UUID> BYTES =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  /** In the order of both oids. */
  static final Comparator<Pair> ORDER =
      Comparator.comparing((Pair pair) -> pair.product.oid, BYTES)
          .thenComparing(pair -> pair.other.oid, BYTES);

  /**
   * A product in orders.
   *
   * @param orders with it, of all that count
   */
  record Product(UUID oid, int orders) {
    static final int BYTES = 2 * Long.BYTES + Integer.BYTES;

    static Product read(ByteBuffer in) {
      return new Product(new UUID(in.getLong(), in.getLong()), in.getInt());
    }

    void write(ByteBuffer out) {
      out.putLong(oid.getMostSignificantBits()).putLong(oid.getLeastSignificantBits());
      out.putInt(orders);
    }

    /** Which part counts what is ordered with it. */
    int part(int partitions) {
      long mixed = oid.getMostSignificantBits() ^ oid.getLeastSignificantBits();
      mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
      mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
      return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 31), partitions);
    }
  }

  /** The cosine of the two as sets of orders. */
  double score(int together) {
    return together / Math.sqrt((double) product.orders * other.orders);
  }
}
