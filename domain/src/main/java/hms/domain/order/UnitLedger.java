package hms.domain.order;

import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Refusal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where each piece of an order line stands. Pieces move between buckets and never vanish: the sum
 * of all buckets is the quantity, always. A piece stands in one bucket; none overlap.
 */
public record UnitLedger(Map<Bucket, Integer> units) {

  /** A place where a piece can stand. */
  public enum Bucket {
    /** Offered to an artisan who has not answered. */
    PENDING,
    ACCEPTED,
    SHIPPED,
    DELIVERED,
    /** Back, and not paid back. */
    RETURNED,
    /** Back, and paid back. */
    REFUNDED,
    /** Its artisan will not make it; the office has yet to decide what becomes of it. */
    UNDECIDED,
    /** Nobody makes it: the office has given it up. */
    REJECTED,
    CANCELLED,
    LOST;

    /** Is the piece promised, so that the stock keeps it? */
    boolean reserved() {
      return this == PENDING || this == ACCEPTED;
    }
  }

  /** The allowed moves. Source: the unit edges of docs/domain.md. */
  public enum Edge {
    ACCEPT(Bucket.PENDING, Bucket.ACCEPTED, 0),
    CANCEL(Bucket.PENDING, Bucket.CANCELLED, 0),
    REJECT(Bucket.PENDING, Bucket.UNDECIDED, 0),
    SHIP(Bucket.ACCEPTED, Bucket.SHIPPED, -1),
    AGREE(Bucket.ACCEPTED, Bucket.CANCELLED, 0),
    CUT_SHORT(Bucket.ACCEPTED, Bucket.UNDECIDED, 0),
    VOID(Bucket.SHIPPED, Bucket.ACCEPTED, 1),
    DELIVER(Bucket.SHIPPED, Bucket.DELIVERED, 0),
    FIND(Bucket.LOST, Bucket.DELIVERED, 0),
    LOSE(Bucket.SHIPPED, Bucket.LOST, 0),
    RETURN(Bucket.DELIVERED, Bucket.RETURNED, 0),
    RETURN_UNDELIVERED(Bucket.SHIPPED, Bucket.RETURNED, 0),
    REFUND(Bucket.DELIVERED, Bucket.REFUNDED, 0),
    REFUND_UNDELIVERED(Bucket.SHIPPED, Bucket.REFUNDED, 0),
    OFFER_AGAIN(Bucket.UNDECIDED, Bucket.PENDING, 0),
    GIVE_UP(Bucket.UNDECIDED, Bucket.REJECTED, 0),
    /** The pieces leave this line for a new line of another artisan. */
    REROUTE(Bucket.UNDECIDED, null, 0),
    CONFIRM_UNDECIDED(Bucket.UNDECIDED, Bucket.SHIPPED, -1),
    CONFIRM_REJECTED(Bucket.REJECTED, Bucket.SHIPPED, -1),
    CONFIRM_CANCELLED(Bucket.CANCELLED, Bucket.SHIPPED, -1);

    private final Bucket from;
    private final @Nullable Bucket to;
    private final int onHand;

    Edge(Bucket from, @Nullable Bucket to, int onHand) {
      this.from = from;
      this.to = to;
      this.onHand = onHand;
    }

    public Bucket from() {
      return from;
    }

    /** Empty if the piece goes to another line. */
    public Optional<Bucket> to() {
      return Optional.ofNullable(to);
    }

    /** What a piece that moves adds to the pieces that its artisan has. */
    public int onHand() {
      return onHand;
    }

    /** What a piece that moves adds to the pieces that are promised. */
    public int reserved() {
      return (to != null && to.reserved() ? 1 : 0) - (from.reserved() ? 1 : 0);
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

  /** Pieces that their artisan still has to act on. */
  public int open() {
    return in(Bucket.PENDING) + in(Bucket.ACCEPTED);
  }

  /** Pieces that left the artisan at some time. */
  public int out() {
    return in(Bucket.SHIPPED) + arrived();
  }

  /** Pieces that left the artisan and are no longer on their way. */
  public int arrived() {
    return in(Bucket.DELIVERED) + in(Bucket.RETURNED) + in(Bucket.REFUNDED) + in(Bucket.LOST);
  }

  /** Pieces that the customer pays nothing for. */
  public int unpaid() {
    return in(Bucket.REJECTED) + in(Bucket.CANCELLED) + in(Bucket.LOST) + in(Bucket.REFUNDED);
  }

  /** Moves {@code n} pieces; refused if fewer stand at the start of the edge. */
  public Outcome<UnitLedger> move(Edge edge, int n) {
    if (n < 1 || n > in(edge.from)) return Outcome.refused(tooFew(edge, n));
    var next = new EnumMap<>(units);
    next.merge(edge.from, -n, Integer::sum);
    edge.to().ifPresent(to -> next.merge(to, n, Integer::sum));
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
