package hms.storage.pg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.product.Stock;
import hms.domain.product.StockLevel;
import hms.storage.DomainJson;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Stock as its artisan counts it; what orders do to it stands in {@link PgStockStore}. */
public final class PgStockLevels {
  private static final String FIND =
      """
      select product_oid, version, kind, on_hand, reserved, lead_time_days
      from stock where product_oid = $1
      """;
  private static final String OF_ALL =
      """
      select product_oid, version, kind, on_hand, reserved, lead_time_days
      from stock where product_oid = any($1) order by product_oid
      """;
  private static final String LOCK = FIND + " for no key update";
  private static final String UPDATE =
      """
      update stock set version = $2, kind = $3, on_hand = $4, reserved = $5, lead_time_days = $6
      where product_oid = $1 returning artisan_oid
      """;

  private final PgSession session;

  PgStockLevels(PgSession session) {
    this.session = session;
  }

  public Future<Optional<StockLevel>> find(UUID product) {
    return session.first(PgStockLevels::read, FIND, product);
  }

  /** Those of several products, in the order of their ids. */
  public Future<List<StockLevel>> find(Collection<UUID> products) {
    return session.list(PgStockLevels::read, OF_ALL, (Object) products.toArray(UUID[]::new));
  }

  /** What a count has made of a stock; both are the same if it changed nothing. */
  public record Counted(StockLevel before, StockLevel after) {}

  /** Locks, lets {@code decide} decide, writes and audits; what changes nothing writes nothing. */
  public Step<Counted> change(
      UUID product, String command, Function<StockLevel, Outcome<StockLevel>> decision) {
    return new Step<>(session.first(PgStockLevels::read, LOCK, product).map(PgStockLevels::known))
        .then(found ->
            Step.of(decision.apply(found))
                .then(next ->
                    next.equals(found)
                        ? Step.done(new Counted(found, found))
                        : Step.from(save(found, next, command))
                            .map(saved -> new Counted(found, next))));
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
        session.audit(
            "stock",
            next.product(),
            next.version(),
            command,
            change(found, next),
            rows.iterator().next().getUUID("artisan_oid")));
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
