package hms.gateway.product;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Rules;
import hms.domain.Versioned;
import hms.domain.product.Product;
import hms.domain.product.Product.Command;
import hms.domain.product.Stock;
import hms.domain.product.StockLevel;
import hms.storage.Step;
import hms.storage.pg.PgStockLevels;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What an artisan has to sell, and whether it does: at once, in every state, never reviewed. */
final class Holdings {
  private static final int REASON_MAX = 200;

  private final ListingNotices listings;

  Holdings(ListingNotices listings) {
    this.listings = listings;
  }

  Step<ProductResult> switchTo(
      PgStores tx, UUID artisan, ProductCommand.Switch command, Instant now) {
    return Ownership.product(tx, artisan, command.product())
        .decide(found -> Versioned.seen(found, command.seen(), "product"))
        .then(found ->
            tx.products()
                .change(found.oid(), null, "switch", p -> p.switchTo(command.available(), now))
                .map(next -> {
                  listings.changed(tx, found, next, "product.switched");
                  return ProductResult.of(next);
                }));
  }

  Step<ProductResult> adjust(PgStores tx, UUID artisan, ProductCommand.AdjustStock command) {
    var rules = new Rules();
    var unused = rules.optionalLine("/reason", command.reason(), REASON_MAX);
    if (rules.broken()) return Step.of(rules.refused());
    return stocked(tx, artisan, command.product(), Command.ADJUST_STOCK)
        .then(product ->
            tx.stockLevels()
                .change(product.oid(), "adjust", level -> level.adjust(command.delta()))
                .map(counted -> told(tx, product, counted)));
  }

  /**
   * Another kind of stock would forget what is promised; so it needs a product without open work.
   */
  Step<ProductResult> recount(PgStores tx, UUID artisan, ProductCommand.RecountStock command) {
    return Step.of(command.count().stock())
        .then(count ->
            stocked(tx, artisan, command.product(), Command.RECOUNT_STOCK)
                .then(product ->
                    Step.from(tx.products().openWork(product.oid()))
                        .then(open ->
                            tx.stockLevels()
                                .change(
                                    product.oid(),
                                    "recount",
                                    level -> recount(product, level, open, command.seen(), count)))
                        .map(counted -> told(tx, product, counted))));
  }

  private static Outcome<StockLevel> recount(
      Product product, StockLevel level, List<String> open, long seen, Stock count) {
    if (level.changesKind(count) && !open.isEmpty()) {
      Refusal busy =
          Product.LIFECYCLE.barred(
              product.state(),
              Command.RECOUNT_STOCK,
              "open-units",
              "the kind of stock changes once nothing is open in " + String.join(", ", open));
      return Outcome.refused(busy);
    }
    return level.recount(seen, count);
  }

  private ProductResult told(PgStores tx, Product product, PgStockLevels.Counted counted) {
    listings.counted(tx, product, counted);
    return ProductResult.of(product, counted.after());
  }

  private static Step<Product> stocked(PgStores tx, UUID artisan, UUID product, Command command) {
    return Ownership.product(tx, artisan, product).decide(found -> found.stocked(command));
  }
}
