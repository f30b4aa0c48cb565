package hms.gateway.product;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.artisan.Artisan;
import hms.domain.product.Product;
import hms.domain.product.Product.Command;
import hms.domain.product.ProductRevision;
import hms.domain.product.StockLevel;
import hms.gateway.command.Actions;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What may be done to a product now, by who asks. */
final class ProductActions {
  private final Product product;
  private final Artisan maker;
  private final boolean reachable;
  private final List<String> openWork;
  private final Optional<ProductRevision> open;
  private final Optional<StockLevel> stock;
  private final Actor actor;
  private final Instant now;

  private ProductActions(
      Product product,
      Artisan maker,
      boolean reachable,
      List<String> openWork,
      Optional<ProductRevision> open,
      Optional<StockLevel> stock,
      Actor actor,
      Instant now) {
    this.product = product;
    this.maker = maker;
    this.reachable = reachable;
    this.openWork = openWork;
    this.open = open;
    this.stock = stock;
    this.actor = actor;
    this.now = now;
  }

  /** Reads what the guards look at. */
  static Step<Actions> of(PgStores stores, Product product, Actor actor, Instant now) {
    UUID oid = product.oid();
    return stores
        .artisans()
        .find(product.artisan())
        .then(maker ->
            Step.from(stores.keys().activeOf(maker.oid()))
                .then(key ->
                    Step.from(stores.products().openWork(oid))
                        .then(work ->
                            Step.from(stores.revisions().openOf(oid))
                                .then(open ->
                                    Step.from(stores.stockLevels().find(oid))
                                        .map(stock ->
                                            new ProductActions(
                                                    product,
                                                    maker,
                                                    key.isPresent(),
                                                    work,
                                                    open,
                                                    stock,
                                                    actor,
                                                    now)
                                                .tried())))));
  }

  private Actions tried() {
    var actions = new Actions(actor);
    return (actor instanceof Actor.Maker ? makers(actions) : actions)
        .add("retire", Permission.PRODUCTS_RETIRE, () -> own(product.retire(openWork, now)))
        .add("restore", Permission.PRODUCTS_RETIRE, () -> own(product.restore(maker, actor, now)))
        .add("list", Command.LIST.permission(), () -> product.list(maker, reachable, now))
        .add("unlist", Command.UNLIST.permission(), () -> product.unlist(null, now))
        .add("alter", Command.ALTER.permission(), this::altered)
        .add("block", Command.BLOCK.permission(), () -> product.block("", now))
        .add("unblock", Command.UNBLOCK.permission(), () -> product.unblock(now));
  }

  private Actions makers(Actions actions) {
    return actions
        .add("edit", Command.EDIT.permission(), () -> own(Proposals.mayChange(product)))
        .add("open", ProductRevision.Command.OPEN.permission(), () -> own(opened()))
        .add("switch", Command.SWITCH.permission(), () -> own(switched()))
        .add("adjust_stock", Command.ADJUST_STOCK.permission(), this::adjusted)
        .add("recount_stock", Command.RECOUNT_STOCK.permission(), this::recounted);
  }

  /** An artisan that is not active changes nothing; the office does. */
  private <T> Outcome<T> own(Outcome<T> outcome) {
    return actor instanceof Actor.Maker ? Ownership.active(maker).then(may -> outcome) : outcome;
  }

  private Outcome<Product> opened() {
    return Proposals.mayChange(product)
        .then(may ->
            open.isEmpty()
                ? Outcome.done(product)
                : Outcome.refused(
                    new Refusal.Duplicate("revision", "a revision of it is open already")));
  }

  private Outcome<Product> switched() {
    return product.switchTo(!product.available(), now);
  }

  /** What is made to order is not counted by more and fewer. */
  private Outcome<?> adjusted() {
    var may = own(product.stocked(Command.ADJUST_STOCK));
    return stock.<Outcome<?>>map(level -> may.then(ok -> level.adjust(0))).orElse(may);
  }

  private Outcome<Product> recounted() {
    return own(product.stocked(Command.RECOUNT_STOCK));
  }

  private Outcome<Product.State> altered() {
    return Product.LIFECYCLE.step(product.state(), Command.ALTER);
  }
}
