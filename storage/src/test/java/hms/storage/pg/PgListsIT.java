package hms.storage.pg;

import static hms.domain.fixture.Makers.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.artisan.KeyEvent;
import hms.domain.audit.SealedEntry;
import hms.domain.fixture.Works;
import hms.domain.order.Shipment;
import hms.domain.order.UnitLedger;
import hms.domain.product.Stock;
import hms.storage.Listings;
import hms.storage.Step;
import hms.storage.query.Operator;
import hms.storage.query.Pair;
import hms.storage.query.Query;
import hms.storage.query.Total;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A late page of each list that people go through reads about as many rows as the first one, by an
 * index. With {@code -Dbench.rows=1000000} among as many rows as a large office has.
 */
final class PgListsIT {
  @RegisterExtension static final OfficeDatabase OFFICE = new OfficeDatabase();
  static final int ROWS = Integer.getInteger("bench.rows", 20_000);
  static final int LIMIT = 50;

  /** A page, the row that tells of more, ties at its ends, and as many look-ups of artisans. */
  private static final long ROWS_READ_MAX = 5 * LIMIT;

  /** Where no index has both filter and order, the better one of two is taken. */
  private static final long FILTERED_MAX = 3 * Math.round(Math.sqrt((double) LIMIT * ROWS));

  private static UUID artisan = new UUID(0, 0);
  private static UUID channel = new UUID(0, 0);
  private static UUID customer = new UUID(0, 0);

  @BeforeAll
  static void fill() {
    var given = new Given(OFFICE);
    var listed = given.aListedProduct();
    var revision = given.aRevision(given.aDraft(listed.artisan(), new Stock.OnHand(1, 0)));
    var order = given.anOrder(UnitLedger.pending(3));
    var work = Works.aWorkOrder(order.oid(), listed.artisan(), Works.aLine(listed.oid(), 1));
    OFFICE.carryOut(tx -> tx.workOrders().create(work));
    var parcel = Shipment.told(Works.aParcel(Works.of(work.lines().getFirst(), 1)), work, NOW);
    OFFICE.carryOut(tx -> tx.shipments().create(parcel));
    artisan = listed.artisan();
    channel = order.channel();
    customer = order.customer();
    var rows = new Multiplied(OFFICE, ROWS);
    rows.artisans(artisan);
    rows.products(listed.oid());
    rows.revisions(revision.oid());
    rows.orders(order.oid());
    rows.workOrders(work.oid());
    rows.shipments(parcel.oid());
    rows.customers(customer);
    rows.audit();
  }

  @ParameterizedTest
  @MethodSource("lists")
  void a_late_page_reads_about_as_much_as_the_first(Paged<?> list) {
    assertThat(list.first().rowsRead()).as("first page").isBetween(LIMIT + 1L, ROWS_READ_MAX);
    assertThat(list.late().rowsRead()).as("late page").isBetween(LIMIT + 1L, ROWS_READ_MAX);
    assertThat(list.back().rowsRead()).as("page back").isBetween(LIMIT + 1L, ROWS_READ_MAX);
  }

  @Test
  void words_are_looked_up_in_their_index() {
    var query = Query.ALL.having(Optional.of("zymurgy"));

    assertThat(catalogue("search", query).first().rowsRead()).isLessThan(LIMIT);
    assertThat(
            new Paged<>("who", PgArtisanStore.SEARCHED, query, OFFICE.stores().artisans()::find)
                .first()
                .rowsRead())
        .isLessThan(LIMIT);
    assertThat(
            new Paged<>("search", PgProductStore.SEARCHED, query, OFFICE.stores().products()::find)
                .first()
                .rowsRead())
        .isLessThan(LIMIT);
  }

  @Test
  void values_of_categories_are_looked_up_in_their_index() {
    var query = Query.ALL.where("metadata", Operator.EQ, new Pair("material", "zymurgy").text());

    assertThat(catalogue("by metadata", query).first().rowsRead()).isLessThan(LIMIT);
    assertThat(
            new Paged<>("search", PgProductStore.SEARCHED, query, OFFICE.stores().products()::find)
                .first()
                .rowsRead())
        .isLessThan(LIMIT);
  }

  /** The twin: no index is in the order of names, and the test can tell. */
  @Test
  void a_list_without_an_index_is_noticed() {
    var byName = products("by name", Query.ALL.sortedBy("name"));

    assertThat(byName.first().rowsRead()).isGreaterThan(ROWS);
  }

  @ParameterizedTest
  @MethodSource("offered")
  void whatever_may_be_asked_of_a_list_is_found_by_an_index(Paged<?> list) {
    assertThat(list.first().rowsRead()).as("%s", list).isLessThan(FILTERED_MAX);
  }

  /** Each filter alone, with a value that rows have and with one that none has, in each order. */
  static Stream<Paged<?>> offered() {
    var stores = OFFICE.stores();
    return Stream.of(
            AskedOf.each(Listings.ARTISANS, PgArtisanStore.SEARCHED, stores.artisans()::find),
            AskedOf.each(Listings.PRODUCTS, PgProductStore.SEARCHED, stores.products()::find),
            AskedOf.each(Listings.CATALOGUE, PgProductStore.CATALOGUE, stores.products()::find),
            AskedOf.each(Listings.REVISIONS, PgRevisionStore.PAGES, stores.revisions()::find),
            AskedOf.each(Listings.ORDERS, PgOrderStore.PAGES, stores.orders()::find),
            AskedOf.each(Listings.WORK_ORDERS, PgWorkOrderStore.PAGES, stores.workOrders()::find),
            AskedOf.each(Listings.CUSTOMERS, PgCustomerStore.PAGES, stores.customers()::find),
            AskedOf.each(Listings.SHIPMENTS, PgShipmentStore.PAGES, stores.shipments()::find),
            AskedOf.each(Listings.KEY_EVENTS, PgKeyLog.PAGES, PgListsIT::keyEvent),
            AskedOf.each(Listings.AUDIT, PgAuditLog.PAGES, PgListsIT::entry))
        .flatMap(each -> each);
  }

  @Test
  void a_list_is_counted_up_to_ten_thousand_and_no_further() {
    var total =
        OFFICE.stores().orders().get(Query.ALL.counting()).future().await().orThrow().total();
    var pages = PgOrderStore.PAGES;
    var counting = pages.count(pages.fields().plan(Query.ALL).orThrow());

    assertThat(total).contains(new Total(10_000, false));
    assertThat(new Plans(OFFICE, counting).rowsRead()).isEqualTo(10_001);
  }

  /** The twin: nothing finds products by their weight. */
  @Test
  void a_filter_without_an_index_is_noticed() {
    var heavy = products("heavy", with("shippingWeight", 123_456));

    assertThat(heavy.first().rowsRead()).isGreaterThan(FILTERED_MAX);
  }

  static Stream<Paged<?>> lists() {
    return Stream.of(
        audit("audit", Query.ALL),
        audit("audit, latest first", Query.ALL.sortedBy("-at", "-n")),
        audit("audit of a kind", with("kind", "thing-1").sortedBy("-at", "-n")),
        artisans("artisans", Query.ALL),
        artisans("artisans, latest first", Query.ALL.sortedBy("-created")),
        artisans("artisans by state", with("state", "active")),
        products("products", Query.ALL),
        products("products, latest first", Query.ALL.sortedBy("-created")),
        products("products by state", with("state", "listed")),
        products("products of an artisan", with("artisan", artisan)),
        catalogue("catalogue", Query.ALL),
        catalogue("catalogue, latest first", Query.ALL.sortedBy("-created")),
        catalogue("catalogue, cheapest first", Query.ALL.sortedBy("price")),
        catalogue("catalogue, dearest first", Query.ALL.sortedBy("-price")),
        new Paged<>(
            "review queue",
            PgRevisionStore.QUEUE,
            Query.ALL.sortedBy("submitted"),
            OFFICE.stores().revisions()::find),
        orders("orders", Query.ALL),
        orders("orders, latest first", Query.ALL.sortedBy("-created")),
        orders("orders by status", with("status", "routed")),
        orders("orders of a channel", with("channel", channel)),
        orders("orders of a customer", with("customer", customer)),
        shownArtisans("artisans in the catalogue", Query.ALL),
        shownArtisans("artisans in the catalogue by name", Query.ALL.sortedBy("name")),
        parcels("parcels", Query.ALL),
        parcels("parcels of an artisan", with("artisan", artisan)),
        parcels("parcels, the latest to leave first", Query.ALL.sortedBy("-shippedAt")),
        work("work of an artisan", with("artisan", artisan)),
        work(
            "open work of an artisan",
            with("artisan", artisan).where("work", Operator.EQ, "open")));
  }

  private static Query with(String field, Object value) {
    return Query.ALL.where(field, Operator.EQ, value);
  }

  private static Paged<?> audit(String name, Query query) {
    return new Paged<>(name, PgAuditLog.PAGES, query, PgListsIT::entry);
  }

  /** The entry about an object that was made by {@link Multiplied#audit}: it has one. */
  private static Step<SealedEntry> entry(UUID object) {
    return OFFICE
        .stores()
        .desk()
        .auditLog()
        .get(with("object", object))
        .map(found -> found.rows().getFirst());
  }

  private static Step<KeyEvent> keyEvent(UUID key) {
    return OFFICE
        .stores()
        .desk()
        .keyLog()
        .get(with("key", key))
        .map(found -> found.rows().getFirst());
  }

  private static Paged<?> artisans(String name, Query query) {
    return new Paged<>(name, PgArtisanStore.PAGES, query, OFFICE.stores().artisans()::find);
  }

  private static Paged<?> shownArtisans(String name, Query query) {
    return new Paged<>(name, PgShownArtisans.PAGES, query, OFFICE.stores().shownArtisans()::find);
  }

  private static Paged<?> parcels(String name, Query query) {
    return new Paged<>(name, PgShipmentStore.PAGES, query, OFFICE.stores().shipments()::find);
  }

  private static Paged<?> products(String name, Query query) {
    return new Paged<>(name, PgProductStore.PAGES, query, OFFICE.stores().products()::find);
  }

  private static Paged<?> catalogue(String name, Query query) {
    return new Paged<>(name, PgProductStore.CATALOGUE, query, OFFICE.stores().products()::find);
  }

  private static Paged<?> orders(String name, Query query) {
    return new Paged<>(name, PgOrderStore.PAGES, query, OFFICE.stores().orders()::find);
  }

  private static Paged<?> work(String name, Query query) {
    return new Paged<>(name, PgWorkOrderStore.PAGES, query, OFFICE.stores().workOrders()::find);
  }
}
