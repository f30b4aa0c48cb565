package hms.storage.pg;

import static hms.domain.fixture.Makers.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.artisan.Artisan;
import hms.domain.product.Product;
import hms.domain.product.Stock;
import hms.domain.product.Visibility;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The public rule is the same in SQL and in Java, for every state of both and each flag. */
final class VisibilityIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private final Given given = new Given(OFFICE);
  private final PgStores stores = OFFICE.stores();

  @Test
  void what_java_calls_visible_and_orderable_postgresql_shows() {
    var maker = given.anArtisan();
    UUID product = given.aListedProduct(maker).oid();
    int seen = 0;
    for (var state : List.of("active", "suspended", "closed")) {
      for (var shelf : List.of("draft", "unlisted", "listed", "blocked", "retired")) {
        for (var offered : List.of(true, false)) {
          for (var from : List.of(TODAY, TODAY.plusDays(1))) {
            set(maker.oid(), product, state, shelf, offered, from);
            seen += same(maker.oid(), product) ? 1 : 0;
          }
        }
      }
    }
    assertThat(seen).as("one of all is orderable").isEqualTo(1);
  }

  @Test
  void a_full_artisan_and_a_full_product_come_back_as_they_were() {
    var listed = given.aListedProduct();
    var away =
        OFFICE.done(tx ->
            tx.artisans().change(listed.artisan(), null, "suspend", a -> a.suspend("why", NOW)));
    var blocked =
        OFFICE.done(tx ->
            tx.products().change(listed.oid(), null, "block", p -> p.block("counterfeit", NOW)));

    assertThat(artisan(listed.artisan())).isEqualTo(away);
    assertThat(product(listed.oid())).isEqualTo(blocked);
  }

  @Test
  void a_change_that_changes_nothing_writes_nothing() {
    var listed = given.aListedProduct();
    long entries = OFFICE.count("audit_entries");

    var same =
        OFFICE.done(
            tx -> tx.products().change(listed.oid(), null, "switch", p -> p.switchTo(true, NOW)));

    assertThat(same).isEqualTo(listed);
    assertThat(OFFICE.count("audit_entries")).isEqualTo(entries);
  }

  @Test
  void a_stock_has_versions_and_entries_of_its_own() {
    var listed = given.aListedProduct();

    var level =
        OFFICE.done(tx ->
            tx.stockLevels()
                .change(listed.oid(), "adjust", found -> found.adjust(2))
                .map(PgStockLevels.Counted::after));

    assertThat(level.stock()).isEqualTo(new Stock.OnHand(7, 0));
    assertThat(stores.stockLevels().find(listed.oid()).await()).contains(level);
    var entry = OFFICE.asOwner("select change from audit_entries where kind = 'stock'").getFirst();
    assertThat(entry.getString(0)).contains("\"onHand\":5", "\"onHand\":7");
  }

  private boolean same(UUID maker, UUID product) {
    var found = product(product);
    var artisan = artisan(maker);
    boolean visible = stores.products().visible(product).await().isPresent();
    boolean orderable = stores.products().orderable(product, TODAY).await().isPresent();
    assertThat(visible).isEqualTo(Visibility.visible(found, artisan));
    assertThat(orderable)
        .isEqualTo(Visibility.orderable(found, artisan, new Stock.OnHand(1, 0), 1, TODAY));
    return orderable;
  }

  private static void set(
      UUID maker, UUID product, String state, String shelf, boolean offered, LocalDate from) {
    String contract = "update artisans set state = $2, away_from = $3, away_to = $4 where oid = $1";
    String offer = "update products set state = $2, available = $3 where oid = $1";
    OFFICE.pastTheGuard(
        "artisans", () -> OFFICE.execute(contract, maker, state, from, from.plusDays(3)));
    OFFICE.pastTheGuard("products", () -> OFFICE.execute(offer, product, shelf, offered));
  }

  private Artisan artisan(UUID oid) {
    return stores.artisans().find(oid).future().await().orThrow();
  }

  private Product product(UUID oid) {
    return stores.products().find(oid).future().await().orThrow();
  }
}
