package hms.domain.order;

import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Refusal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where each piece of an order line stands. Pieces move between buckets and never vanish: the sum
 * of all buckets is the quantity, always.
 */
public record UnitLedger(Map<Bucket, Integer> units) {

  /** A place where a piece can stand. */
  public enum Bucket {
    PENDING,
    ACCEPTED,
    SHIPPED,
    DELIVERED,
    RETURNED,
    REJECTED,
    CANCELLED,
    LOST
  }

  /** The allowed moves. Source: the unit edges of docs/domain.md. */
  public enum Edge {
    ACCEPT(Bucket.PENDING, Bucket.ACCEPTED),
    CANCEL(Bucket.PENDING, Bucket.CANCELLED),
    SHIP(Bucket.ACCEPTED, Bucket.SHIPPED);

    private final Bucket from;
    private final Bucket to;

    Edge(Bucket from, Bucket to) {
      this.from = from;
      this.to = to;
    }

    public Bucket from() {
      return from;
    }

    public Bucket to() {
      return to;
    }
  }

  public UnitLedger {
    var all = new EnumMap<Bucket, Integer>(Bucket.class);
    for (var bucket : Bucket.values()) all.put(bucket, units.getOrDefault(bucket, 0));
    if (all.values().stream().anyMatch(n -> n < 0)) {
      throw new IllegalArgumentException("no bucket may be below 0: " + all);
    }
    units = Collections.unmodifiableMap(all);
  }

  public static UnitLedger pending(int quantity) {
    return new UnitLedger(Map.of(Bucket.PENDING, quantity));
  }

  public static UnitLedger sum(List<UnitLedger> parts) {
    var total = new EnumMap<Bucket, Integer>(Bucket.class);
    parts.forEach(
        part -> part.units.forEach((bucket, n) -> total.merge(bucket, n, Math::addExact)));
    return new UnitLedger(total);
  }

  public int in(Bucket bucket) {
    return units.getOrDefault(bucket, 0);
  }

  public int quantity() {
    return units.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Pieces that somebody still has to act on. */
  public int open() {
    return in(Bucket.PENDING) + in(Bucket.ACCEPTED);
  }

  /** Pieces that left the artisan at some time. */
  public int out() {
    return in(Bucket.SHIPPED) + in(Bucket.DELIVERED) + in(Bucket.RETURNED) + in(Bucket.LOST);
  }

  /** Moves {@code n} pieces; refused if fewer stand at the start of the edge. */
  public Outcome<UnitLedger> move(Edge edge, int n) {
    if (n < 1 || n > in(edge.from)) return Outcome.refused(tooFew(edge, n));
    var next = new EnumMap<>(units);
    next.merge(edge.from, -n, Integer::sum);
    next.merge(edge.to, n, Integer::sum);
    return Outcome.done(new UnitLedger(next));
  }

  private Refusal.WrongState tooFew(Edge edge, int n) {
    String from = Lifecycle.word(edge.from);
    String why =
        "%d units cannot be moved by %s: %d of %d are %s"
            .formatted(n, Lifecycle.word(edge), in(edge.from), quantity(), from);
    return new Refusal.WrongState(from, Lifecycle.word(edge), List.of(), "too-few-units", why);
  }
}
