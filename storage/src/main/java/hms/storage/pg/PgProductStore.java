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
import java.time.LocalDate;
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
      select p.oid, p.version, p.created, p.modified, p.artisan_oid, p.handle, p.state, p.available,
          p.content::text as content, p.reason, p.approved_revision_oid,
          p.import_notes::text as import_notes
      from products p
      """;
  private static final String FIND = COLUMNS + "where p.oid = $1";
  private static final String LOCK = FIND + " for no key update";
  private static final String INSERT =
      """
      insert into products (oid, version, created, modified, artisan_oid, handle, state, available,
          content, price_minor, currency, reason, approved_revision_oid, import_notes)
      values ($1, $2, $3, $4, $5, $6, $7, $8, ($9::text)::jsonb, $10, $11, $12, $13,
          ($14::text)::jsonb)
      """;
  private static final String UPDATE =
      """
      update products set version = $2, created = $3, modified = $4, artisan_oid = $5, handle = $6,
          state = $7, available = $8, content = ($9::text)::jsonb, price_minor = $10, currency = $11,
          reason = $12, approved_revision_oid = $13, import_notes = ($14::text)::jsonb
      where oid = $1
      """;
  private static final String VISIBLE = COLUMNS + "where p.oid = $1 and " + PgVisibility.VISIBLE;
  private static final String ORDERABLE =
      COLUMNS
          + "join artisans a on a.oid = p.artisan_oid where p.oid = $1 and "
          + PgVisibility.VISIBLE
          + " and "
          + PgVisibility.NOT_AWAY
          + " for share";
  private static final String TURN = "select pg_advisory_xact_lock(hashtext('products of ' || $1))";
  private static final String HANDLE_TAKEN =
      "select 1 from products where artisan_oid = $1 and handle = $2";
  private static final String COUNT_OF =
      "select count(*) as n from products where artisan_oid = $1 and state <> 'retired'";
  private static final String OPEN_WORK =
      """
      select distinct w.reference from order_lines l join work_orders w on w.oid = l.work_order_oid
      where l.product_oid = $1 and l.q_pending + l.q_accepted > 0 order by w.reference limit 20
      """;
  private static final String LET_GO =
      """
      update products p set state = 'retired', approved_revision_oid = null
      where oid = $1 and not exists (select from order_lines where product_oid = $1)
        and (state = 'retired' or exists (
            select from artisans a where a.oid = p.artisan_oid and a.purged is not null))
      """;
  private static final List<String> PURGE =
      List.of(
          "delete from product_revisions where product_oid = $1",
          "delete from product_images where product_oid = $1",
          "delete from stock where product_oid = $1",
          "delete from products where oid = $1");
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
          .at("handle", "handle")
          .at("words", "search")
          .at("metadata", "(content -> 'metadata')")
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
  static final PgPages<Product> SEARCHED = new PgPages<>(StoredFields.SEARCHED, COLUMNS, SQL);
  static final PgPages<Product> CATALOGUE =
      new PgPages<>(StoredFields.CATALOGUE, COLUMNS, PgVisibility.VISIBLE.strip(), SQL);

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
    return create(product, stock, "create");
  }

  public Step<Product> create(Product product, Stock stock, String command) {
    return ROWS.create(session, product, command)
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

  /** Writes a decision about a product that this transaction has locked. */
  public Step<Product> write(Product found, Product next, String command) {
    return ROWS.write(session, found, next, command);
  }

  /** Lets those who add products for one artisan come one after the other. */
  public Future<Void> queueFor(UUID artisan) {
    return session.run(TURN, artisan.toString()).mapEmpty();
  }

  public Future<Boolean> handleTaken(UUID artisan, String handle) {
    return session.run(HANDLE_TAKEN, artisan, handle).map(rows -> rows.size() > 0);
  }

  /** How many an artisan has that are not retired. */
  public Future<Long> countOf(UUID artisan) {
    return session.run(COUNT_OF, artisan).map(rows -> rows.iterator().next().getLong("n"));
  }

  /** References of the work orders of which a unit is pending or accepted; at most 20. */
  public Future<List<String>> openWork(UUID product) {
    return session.list(row -> row.getString("reference"), OPEN_WORK, product);
  }

  /**
   * Removes for good, with all that is its own, a product that is retired or whose artisan was
   * purged; false if it is neither, or was ever ordered.
   */
  public Future<Boolean> remove(Product product) {
    return session
        .run(LET_GO, product.oid())
        .compose(rows ->
            rows.rowCount() == 0
                ? Future.succeededFuture(false)
                : Step.each(PURGE, sql -> Step.from(session.run(sql, product.oid())))
                    .future()
                    .compose(gone ->
                        session.audit(
                            "product",
                            product.oid(),
                            product.version() + 1,
                            "purge",
                            DomainJson.object(),
                            product.artisan()))
                    .map(done -> true));
  }

  /** Of those that somebody looks for by words; by the fields of {@code StoredFields.SEARCHED}. */
  public Step<Found<Product>> search(Query query) {
    return SEARCHED.get(session, query, PgProductStore::read);
  }

  /** Of what the public may see; by the fields of {@code StoredFields.CATALOGUE}. */
  public Step<Found<Product>> catalogue(Query query) {
    return CATALOGUE.get(session, query, PgProductStore::read);
  }

  /** The product if the public may see it. */
  public Future<Optional<Product>> visible(UUID oid) {
    return session.first(PgProductStore::read, VISIBLE, oid);
  }

  /** The product if an order may name it today; until the transaction ends nobody changes that. */
  public Future<Optional<Product>> orderable(UUID oid, LocalDate today) {
    return session.first(PgProductStore::read, ORDERABLE, oid, today);
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

  static Stock readStock(Row row) {
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
        row.getString("handle"),
        DomainJson.own(row.getString("content"), ProductContent.class),
        row.getBoolean("available"),
        Product.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("reason"),
        row.getUUID("approved_revision_oid"),
        ImportNotes.read(row.getString("import_notes")));
  }

  private static @Nullable Object[] values(Product p) {
    var price = p.content().price();
    return new @Nullable Object[] {
      p.oid(),
      p.version(),
      p.created(),
      p.modified(),
      p.artisan(),
      p.handle(),
      p.state(),
      p.available(),
      DomainJson.text(p.content()),
      price == null ? null : price.amount(),
      price == null ? null : price.currency(),
      p.reason(),
      p.approvedRevision(),
      DomainJson.text(p.importNotes())
    };
  }
}
