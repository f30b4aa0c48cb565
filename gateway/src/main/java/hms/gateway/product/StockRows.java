package hms.gateway.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.product.Product;
import hms.domain.product.Stock;
import hms.domain.product.StockLevel;
import hms.gateway.file.Column;
import hms.gateway.intake.Importable;
import hms.storage.DomainJson;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import hms.storage.query.Operator;
import hms.storage.query.Query;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an artisan has counted, by file: a row names a product by its oid or its handle, and says
 * the pieces that there are or the days that one takes.
 */
public final class StockRows implements Importable {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("oid", Column.Kind.TEXT),
          new Column("handle", Column.Kind.TEXT),
          new Column("version", Column.Kind.WHOLE),
          new Column("counted", Column.Kind.WHOLE),
          new Column("leadTimeDays", Column.Kind.WHOLE));

  private final ProductService products;

  /** A row; {@code version} is that of the stock. */
  private record Count(
      @Nullable UUID oid,
      @Nullable String handle,
      @Nullable Long version,
      @Nullable Integer counted,
      @Nullable Integer leadTimeDays) {}

  public StockRows(ProductService products) {
    this.products = products;
  }

  @Override
  public String resource() {
    return "stock";
  }

  @Override
  public List<Column> columns() {
    return COLUMNS;
  }

  @Override
  public Permission needed() {
    return Permission.PRODUCTS_EDIT;
  }

  @Override
  public Step<Effect> put(PgStores tx, Actor actor, ObjectNode row) {
    return Step.of(DomainJson.bind(row, Count.class))
        .then(count ->
            named(tx, actor, count)
                .then(product -> level(tx, product).then(now -> put(tx, actor, count, now))));
  }

  /** What was counted already changes nothing. */
  private Step<Effect> put(PgStores tx, Actor actor, Count count, StockLevel now) {
    var offer = StockOffer.counted(count.counted(), count.leadTimeDays());
    long seen = Objects.requireNonNullElse(count.version(), now.version());
    return Step.of(wanted(count, offer))
        .then(wanted ->
            products
                .perform(tx, actor, new ProductCommand.RecountStock(now.product(), seen, offer))
                .map(done -> isSame(now.stock(), wanted) ? Kind.UNCHANGED : Kind.CHANGED))
        .map(kind -> new Effect(kind, now.product()));
  }

  /** What is reserved is never the artisan's to say. */
  private static boolean isSame(Stock now, Stock wanted) {
    return switch (now) {
      case Stock.OnHand(int onHand, int reserved) ->
          wanted instanceof Stock.OnHand(int counted, int none) && counted == onHand;
      case Stock.MadeToOrder made -> made.equals(wanted);
    };
  }

  private static Outcome<Stock> wanted(Count count, StockOffer offer) {
    boolean one = count.counted() == null ^ count.leadTimeDays() == null;
    return one
        ? offer.stock()
        : Outcome.refused(
            Refusal.Invalid.of("/counted", "stock", "expected either counted or leadTimeDays"));
  }

  private static Step<Product> named(PgStores tx, Actor actor, Count count) {
    return Ownership.maker(tx, actor)
        .then(maker -> {
          if (count.oid() != null) {
            return tx.products()
                .find(count.oid())
                .decide(found -> Ownership.own(maker.oid(), found.artisan(), found, "product"));
          }
          return count.handle() == null
              ? Step.refused(Refusal.Invalid.of("/handle", "missing", "name it, or its oid"))
              : byHandle(tx, maker.oid(), count.handle());
        });
  }

  private static Step<Product> byHandle(PgStores tx, UUID artisan, String handle) {
    var query =
        Query.ALL
            .where("artisan", Operator.EQ, artisan)
            .where("handle", Operator.EQ, handle)
            .limitedTo(1);
    return tx.products()
        .get(query)
        .decide(found ->
            found.rows().isEmpty()
                ? Outcome.refused(new Refusal.NotFound("product"))
                : Outcome.done(found.rows().getFirst()));
  }

  private static Step<StockLevel> level(PgStores tx, Product product) {
    return Step.from(tx.stockLevels().find(product.oid()))
        .decide(found ->
            found
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(new Refusal.NotFound("stock"))));
  }
}
