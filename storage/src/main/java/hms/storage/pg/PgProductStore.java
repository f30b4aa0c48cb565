package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.product.Product;
import hms.domain.product.ProductContent;
import hms.domain.product.Stock;
import hms.storage.DomainJson;
import hms.storage.Saved;
import hms.storage.Step;
import hms.storage.Store;
import hms.storage.StoredFields;
import hms.storage.query.Found;
import hms.storage.query.Query;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Products, as artisan and office see them; the public reads {@link #catalogue}. */
public final class PgProductStore implements Store<Product> {
  private static final String COLUMNS =
      """
      select oid, version, created, modified, artisan_oid, state, available,
          content::text as content, approved_revision_oid
      from products
      """;
  private static final String FIND = COLUMNS + "where oid = $1";
  private static final String LOCK = FIND + " for no key update";
  private static final String INSERT =
      """
      insert into products (oid, version, created, modified, artisan_oid, state, available, content,
          price_minor, currency, approved_revision_oid)
      values ($1, $2, $3, $4, $5, $6, $7, ($8::text)::jsonb, $9, $10, $11)
      """;
  private static final String UPDATE =
      """
      update products set version = $2, created = $3, modified = $4, artisan_oid = $5, state = $6,
          available = $7, content = ($8::text)::jsonb, price_minor = $9, currency = $10,
          approved_revision_oid = $11
      where oid = $1
      """;

  /** The public rule: listed by the office, offered by the artisan, made by an active artisan. */
  private static final String PUBLIC =
      """
      state = 'listed' and available
        and exists (select from artisans a where a.oid = artisan_oid and a.state = 'active')
      """;

  private static final String VISIBLE = COLUMNS + "where oid = $1 and " + PUBLIC;
  private static final String ADD_STOCK =
      """
      insert into stock (product_oid, artisan_oid, version, kind, on_hand, reserved, lead_time_days)
      values ($1, $2, 1, $3, $4, $5, $6)
      """;
  private static final String STOCK =
      "select kind, on_hand, reserved, lead_time_days from stock where product_oid = $1";
  private static final PgRows<Product> ROWS =
      new PgRows<>(
          "product", FIND, LOCK, INSERT, UPDATE, PgProductStore::read, PgProductStore::values);

  private static final List<String> REMOVE =
      List.of(
          "delete from stock where product_oid = any($1)",
          "delete from products where oid = any($1)");

  private static final PgColumns SQL =
      PgColumns.builder()
          .at("artisan", "artisan_oid")
          .at("state", "state")
          .at("available", "available")
          .at("storeAvailable", "store_available")
          .at("approvedRevision", "approved_revision_oid")
          .json("name", "content ->> 'name'", "text")
          .json("summary", "content ->> 'summary'", "text")
          .money("price", "price_minor", "currency")
          .json("shippingWeight", "content ->> 'shippingWeight'", "bigint")
          .json("height", "content ->> 'height'", "bigint")
          .json("length", "content ->> 'length'", "bigint")
          .json("width", "content ->> 'width'", "bigint")
          .json("size", "content ->> 'size'", "text")
          .build();
  static final PgPages<Product> PAGES = new PgPages<>(StoredFields.PRODUCT, COLUMNS, SQL);
  static final PgPages<Product> CATALOGUE =
      new PgPages<>(StoredFields.CATALOGUE, COLUMNS, PUBLIC.strip(), SQL);

  private final PgSession session;

  PgProductStore(PgSession session) {
    this.session = session;
  }

  @Override
  public Step<Product> find(UUID oid) {
    return ROWS.find(session, oid);
  }

  @Override
  public Step<Found<Product>> get(Query query) {
    return PAGES.get(session, query, PgProductStore::read);
  }

  /** What is new has no pieces yet. */
  @Override
  public Step<Saved> save(@Nullable Product found, Product next, String command) {
    return ROWS.save(session, found, next, command)
        .then(saved ->
            saved == Saved.INSERTED
                ? Step.from(addStock(next, new Stock.OnHand(0, 0)).map(added -> saved))
                : Step.done(saved));
  }

  @Override
  public Step<Integer> delete(Collection<UUID> oids) {
    return ROWS.delete(session, oids, REMOVE);
  }

  public Step<Product> lock(UUID oid) {
    return ROWS.lock(session, oid);
  }

  public Step<Product> create(Product product, Stock stock) {
    return ROWS.create(session, product, "create")
        .then(created -> Step.from(addStock(product, stock)))
        .map(rows -> product);
  }

  public Step<Product> change(
      UUID oid,
      @Nullable Long expected,
      String command,
      Function<Product, Outcome<Product>> decision) {
    return ROWS.change(session, oid, expected, command, decision);
  }

  /** Of what the public may see; by the fields of {@code StoredFields.CATALOGUE}. */
  public Step<Found<Product>> catalogue(Query query) {
    return CATALOGUE.get(session, query, PgProductStore::read);
  }

  /** The product if the public may see it. */
  public Future<Optional<Product>> visible(UUID oid) {
    return session.first(PgProductStore::read, VISIBLE, oid);
  }

  public Future<Optional<Stock>> stock(UUID product) {
    return session.first(PgProductStore::readStock, STOCK, product);
  }

  private Future<Void> addStock(Product product, Stock stock) {
    return switch (stock) {
      case Stock.OnHand(int onHand, int reserved) ->
          session
              .run(ADD_STOCK, product.oid(), product.artisan(), "on_hand", onHand, reserved, null)
              .mapEmpty();
      case Stock.MadeToOrder(int days) ->
          session
              .run(ADD_STOCK, product.oid(), product.artisan(), "made_to_order", 0, 0, days)
              .mapEmpty();
    };
  }

  private static Stock readStock(Row row) {
    return row.getString("kind").equals("made_to_order")
        ? new Stock.MadeToOrder(row.getInteger("lead_time_days"))
        : new Stock.OnHand(row.getInteger("on_hand"), row.getInteger("reserved"));
  }

  private static Product read(Row row) {
    return new Product(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getUUID("artisan_oid"),
        DomainJson.own(row.getString("content"), ProductContent.class),
        row.getBoolean("available"),
        Product.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getUUID("approved_revision_oid"));
  }

  private static @Nullable Object[] values(Product p) {
    var price = p.content().price();
    return new @Nullable Object[] {
      p.oid(),
      p.version(),
      p.created(),
      p.modified(),
      p.artisan(),
      p.state(),
      p.available(),
      DomainJson.text(p.content()),
      price == null ? null : price.amount(),
      price == null ? null : price.currency(),
      p.approvedRevision()
    };
  }
}
