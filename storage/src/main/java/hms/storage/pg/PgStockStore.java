package hms.storage.pg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Refusal.Shortage.Short;
import hms.domain.order.StockChange;
import hms.domain.product.Stock;
import hms.domain.product.StockLevel;
import hms.storage.DomainJson;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The pieces of products: as their artisans count them, and as orders promise and take them. */
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
  private static final String FIND =
      """
      select product_oid, version, kind, on_hand, reserved, lead_time_days
      from stock where product_oid = $1
      """;
  private static final String LOCK = FIND + " for no key update";
  private static final String UPDATE =
      """
      update stock set version = $2, kind = $3, on_hand = $4, reserved = $5, lead_time_days = $6
      where product_oid = $1
      """;

  private final PgSession session;

  PgStockStore(PgSession session) {
    this.session = session;
  }

  /** All of it, in the given order, or Shortage that names every product that is short. */
  public Step<Integer> move(List<StockChange> changes) {
    return Step.each(changes, change -> Step.from(move(change)))
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

  public Future<Optional<StockLevel>> find(UUID product) {
    return session.first(PgStockStore::read, FIND, product);
  }

  /** Locks, lets {@code decide} decide, writes and audits; what changes nothing writes nothing. */
  public Step<StockLevel> change(
      UUID product, String command, Function<StockLevel, Outcome<StockLevel>> decision) {
    return new Step<>(session.first(PgStockStore::read, LOCK, product).map(PgStockStore::known))
        .then(found ->
            Step.of(decision.apply(found))
                .then(next ->
                    next.equals(found)
                        ? Step.done(found)
                        : Step.from(save(found, next, command)).map(saved -> next)));
  }

  private Future<Void> save(StockLevel found, StockLevel next, String command) {
    var written =
        switch (next.stock()) {
          case Stock.OnHand(int onHand, int reserved) ->
              session.run(
                  UPDATE, next.product(), next.version(), "on_hand", onHand, reserved, null);
          case Stock.MadeToOrder(int days) ->
              session.run(UPDATE, next.product(), next.version(), "made_to_order", 0, 0, days);
        };
    return written.compose(rows ->
        session.audit("stock", next.product(), next.version(), command, change(found, next)));
  }

  private static ObjectNode change(StockLevel found, StockLevel next) {
    var change = DomainJson.object();
    change
        .putObject("stock")
        .<ObjectNode>set("from", DomainJson.tree(found.stock()))
        .set("to", DomainJson.tree(next.stock()));
    return change;
  }

  private static Outcome<StockLevel> known(Optional<StockLevel> found) {
    return found.map(Outcome::done).orElseGet(() -> Outcome.refused(new Refusal.NotFound("stock")));
  }

  private static StockLevel read(Row row) {
    return new StockLevel(
        row.getUUID("product_oid"), row.getLong("version"), PgProductStore.readStock(row));
  }
}
