package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Refusal.Shortage.Short;
import hms.domain.order.StockChange;
import hms.storage.Step;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The pieces of products, as orders promise, take and give them back. */
public final class PgStockStore {
  private static final String MOVE =
      """
      update stock set on_hand = least(on_hand + $2, 1000000), reserved = reserved + $3,
          version = version + 1
      where product_oid = $1 and kind = 'on_hand' and on_hand + $2 >= reserved + $3
      """;
  private static final String FREE =
      """
      select case kind when 'made_to_order' then null else on_hand - reserved end as free
      from stock where product_oid = $1
      """;

  private final PgSession session;

  PgStockStore(PgSession session) {
    this.session = session;
  }

  /** All of it, in the given order, or Shortage that names every product that is short. */
  public Step<Integer> move(List<StockChange> changes) {
    return Step.together(changes, change -> Step.from(move(change)))
        .decide(shorts -> {
          var all = shorts.stream().flatMap(Optional::stream).toList();
          return all.isEmpty()
              ? Outcome.done(changes.size())
              : Outcome.refused(new Refusal.Shortage(all));
        });
  }

  private Future<Optional<Short>> move(StockChange change) {
    return session
        .run(MOVE, change.product(), change.onHand(), change.reserved())
        .compose(rows ->
            rows.rowCount() == 1
                ? Future.succeededFuture(Optional.empty())
                : session
                    .first(row -> row, FREE, change.product())
                    .map(
                        row -> lacking(change, row.map(r -> r.getInteger("free")), row.isEmpty())));
  }

  /** Made-to-order products have nothing to be short of; of unknown ones nothing is free. */
  private static Optional<Short> lacking(
      StockChange change, Optional<Integer> free, boolean unknown) {
    int asked = Math.max(change.reserved(), -change.onHand());
    return free.or(() -> unknown ? Optional.of(0) : Optional.empty())
        .map(left -> new Short(change.product().toString(), asked, left));
  }
}
