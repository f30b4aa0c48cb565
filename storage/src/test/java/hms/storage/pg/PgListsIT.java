package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.fixture.Works;
import hms.domain.order.UnitLedger;
import hms.domain.product.Stock;
import hms.storage.Step;
import hms.storage.query.Operator;
import hms.storage.query.Query;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
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
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private static final int ROWS = Integer.getInteger("bench.rows", 20_000);
  private static final int LIMIT = 50;

  /** A page, the row that tells of more, ties at its ends, and as many look-ups of artisans. */
  private static final long ROWS_READ_MAX = 5 * LIMIT;

  private static UUID artisan = new UUID(0, 0);
  private static UUID channel = new UUID(0, 0);
  private static UUID customer = new UUID(0, 0);

  /** A query of a list, and the way to one of its objects. */
  record Listing<T>(String name, PgPages<T> pages, Query query, Function<UUID, Step<T>> find) {
    @Override
    public String toString() {
      return name;
    }

    Plans first() {
      return page(limited());
    }

    /** The page behind a row far down the list, as if somebody had walked there. */
    Plans late() {
      return page(limited().after(farDown()));
    }

    /** The page in front of that row. */
    Plans back() {
      return page(limited().before(farDown()));
    }

    private String farDown() {
      UUID oid = first().rowAt(ROWS / 4);
      T row = find.apply(oid).future().await().orThrow();
      var one = pages.fields().plan(query.limitedTo(1)).orThrow();
      return one.page(List.of(row, row)).next().orElseThrow();
    }

    private Plans page(Query asked) {
      return new Plans(OFFICE, pages.statement(pages.fields().plan(asked).orThrow()));
    }

    private Query limited() {
      return query.limitedTo(LIMIT);
    }
  }

  @BeforeAll
  static void fill() {
    var given = new Given(OFFICE);
    var listed = given.aListedProduct();
    var revision = given.aRevision(given.aDraft(listed.artisan(), new Stock.OnHand(1, 0)));
    var order = given.anOrder(UnitLedger.pending(3));
    var work = Works.aWorkOrder(order.oid(), listed.artisan());
    OFFICE.carryOut(tx -> tx.workOrders().create(work));
    artisan = listed.artisan();
    channel = order.channel();
    customer = order.customer();
    var rows = new Multiplied(OFFICE, ROWS);
    rows.artisans(artisan);
    rows.products(listed.oid());
    rows.revisions(revision.oid());
    rows.orders(order.oid());
    rows.workOrders(work.oid());
  }

  @ParameterizedTest
  @MethodSource("lists")
  void a_late_page_reads_about_as_much_as_the_first(Listing<?> list) {
    assertThat(list.first().rowsRead()).as("first page").isBetween(LIMIT + 1L, ROWS_READ_MAX);
    assertThat(list.late().rowsRead()).as("late page").isBetween(LIMIT + 1L, ROWS_READ_MAX);
    assertThat(list.back().rowsRead()).as("page back").isBetween(LIMIT + 1L, ROWS_READ_MAX);
  }

  @Test
  void words_are_looked_up_in_their_index() {
    var query = Query.ALL.having(Optional.of("zymurgy"));

    assertThat(catalogue("search", query).first().rowsRead()).isLessThan(LIMIT);
    assertThat(
            new Listing<>(
                    "search", PgProductStore.SEARCHED, query, OFFICE.stores().products()::find)
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

  static Stream<Listing<?>> lists() {
    return Stream.of(
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
        new Listing<>(
            "review queue",
            PgRevisionStore.QUEUE,
            Query.ALL.sortedBy("submitted"),
            OFFICE.stores().revisions()::find),
        orders("orders", Query.ALL),
        orders("orders, latest first", Query.ALL.sortedBy("-created")),
        orders("orders by status", with("status", "routed")),
        orders("orders of a channel", with("channel", channel)),
        orders("orders of a customer", with("customer", customer)),
        work("work of an artisan", with("artisan", artisan)),
        work(
            "open work of an artisan",
            with("artisan", artisan).where("work", Operator.EQ, "open")));
  }

  private static Query with(String field, Object value) {
    return Query.ALL.where(field, Operator.EQ, value);
  }

  private static Listing<?> artisans(String name, Query query) {
    return new Listing<>(name, PgArtisanStore.PAGES, query, OFFICE.stores().artisans()::find);
  }

  private static Listing<?> products(String name, Query query) {
    return new Listing<>(name, PgProductStore.PAGES, query, OFFICE.stores().products()::find);
  }

  private static Listing<?> catalogue(String name, Query query) {
    return new Listing<>(name, PgProductStore.CATALOGUE, query, OFFICE.stores().products()::find);
  }

  private static Listing<?> orders(String name, Query query) {
    return new Listing<>(name, PgOrderStore.PAGES, query, OFFICE.stores().orders()::find);
  }

  private static Listing<?> work(String name, Query query) {
    return new Listing<>(name, PgWorkOrderStore.PAGES, query, OFFICE.stores().workOrders()::find);
  }
}
