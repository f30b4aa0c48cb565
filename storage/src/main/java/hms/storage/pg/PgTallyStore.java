package hms.storage.pg;

import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Versioned;
import hms.domain.order.Order;
import hms.domain.order.OrderStatus;
import hms.domain.order.UnitDelta;
import hms.domain.order.UnitLedger;
import hms.domain.order.UnitLedger.Bucket;
import hms.storage.Step;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sums of an order, which follow its lines by differences. Nothing here reads a line or any
 * other column of the order, so an artisan's transaction can do it without seeing what is not its.
 */
public final class PgTallyStore {
  private static final String COUNTERS =
      """
      oid, version, created, modified, q_pending, q_accepted, q_shipped, q_delivered, q_returned,
          q_refunded, q_undecided, q_rejected, q_cancelled, q_lost, attention, status
      """;
  private static final String FIND = "select " + COUNTERS + "from orders where oid = $1";
  private static final String LOCK = FIND + " for no key update";
  private static final String MOVE =
      """
      update orders set version = $2, modified = $3, attention = $4, q_pending = q_pending + $5,
          q_accepted = q_accepted + $6, q_shipped = q_shipped + $7, q_delivered = q_delivered + $8,
          q_returned = q_returned + $9, q_refunded = q_refunded + $10,
          q_undecided = q_undecided + $11, q_rejected = q_rejected + $12,
          q_cancelled = q_cancelled + $13, q_lost = q_lost + $14
      where oid = $1
      """;

  private final PgSession session;

  PgTallyStore(PgSession session) {
    this.session = session;
  }

  /**
   * How an order stands.
   *
   * @param status as the database computed it
   */
  public record Tally(
      UUID oid,
      long version,
      Instant created,
      Instant modified,
      UnitLedger units,
      Set<Order.Attention> attention,
      OrderStatus status)
      implements Versioned {

    private Tally after(UnitDelta delta, Set<Order.Attention> asks, Instant now) {
      return new Tally(oid, version + 1, created, changedAt(now), delta.after(units), asks, status);
    }
  }

  /**
   * Adds what moved to the sums of the order, and what the office should look at. Nothing if
   * nothing changes.
   */
  public Step<Tally> move(
      UUID order, UnitDelta delta, Set<Order.Attention> asks, String command, Instant now) {
    return one(LOCK, order)
        .then(found -> {
          var all = EnumSet.noneOf(Order.Attention.class);
          all.addAll(found.attention());
          boolean news = all.addAll(asks);
          return delta.none() && !news
              ? Step.done(found)
              : save(found, found.after(delta, all, now), delta, command);
        });
  }

  public Step<Tally> find(UUID order) {
    return one(FIND, order);
  }

  private Step<Tally> save(Tally found, Tally next, UnitDelta delta, String command) {
    var values = new ArrayList<@Nullable Object>();
    values.addAll(List.of(next.oid(), next.version(), next.modified(), words(next.attention())));
    for (var bucket : Bucket.values()) values.add(delta.in(bucket));
    return Step.from(session.run(MOVE, values.toArray()))
        .then(rows -> one(FIND, next.oid()))
        .then(stored -> Step.from(session.audit(found, stored, "order", command)).map(x -> stored));
  }

  private Step<Tally> one(String sql, UUID oid) {
    return new Step<>(session.first(PgTallyStore::read, sql, oid).map(PgTallyStore::orNotFound));
  }

  private static Outcome<Tally> orNotFound(Optional<Tally> found) {
    return found.map(Outcome::done).orElseGet(() -> Outcome.refused(new Refusal.NotFound("order")));
  }

  static Set<Order.Attention> attention(Row row) {
    var all = EnumSet.noneOf(Order.Attention.class);
    for (var word : row.getArrayOfStrings("attention")) {
      all.add(Order.Attention.valueOf(word.toUpperCase(Locale.ROOT)));
    }
    return all;
  }

  static String[] words(Set<Order.Attention> codes) {
    return codes.stream().map(Lifecycle::word).sorted().toArray(String[]::new);
  }

  private static Tally read(Row row) {
    return new Tally(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        PgUnits.read(row),
        attention(row),
        PgSession.word(row, "status", OrderStatus.class));
  }
}
