package hms.storage.pg;

import static hms.domain.fixture.Makers.NOW;
import static hms.domain.fixture.Works.aLine;
import static hms.domain.fixture.Works.aParcel;
import static hms.domain.fixture.Works.aWorkOrder;
import static hms.domain.fixture.Works.of;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.fixture.Goods;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Samples;
import hms.domain.order.Shipment;
import hms.domain.order.UnitLedger;
import hms.domain.order.UnitLedger.Edge;
import hms.domain.order.WorkOrder;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision.Comment;
import hms.domain.product.Stock;
import hms.storage.Step;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every field comes back as it was stored: when created, and after each change. */
final class RoundTripIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private final PgStores stores = OFFICE.stores();
  private final Given given = new Given(OFFICE);

  @Test
  void an_artisan() {
    var mia = Makers.anApplicant();
    OFFICE.carryOut(tx -> tx.artisans().create(mia, "sign_up"));

    var active =
        OFFICE.done(tx ->
            tx.artisans()
                .change(mia.oid(), 1L, "activate", a -> a.activate(Makers.aQueueId(), NOW)));

    assertThat(found(stores.artisans().find(mia.oid()))).isEqualTo(active);
    assertThat(active.version()).isEqualTo(2);
  }

  @Test
  void a_key() {
    var artisan = given.anArtisan().oid();
    var pending = Makers.aPendingKey(artisan);
    OFFICE.carryOut(tx -> tx.keys().issue(pending, "nonce", NOW.plus(Duration.ofDays(1))));
    var issued = found(stores.keys().find(pending.oid()));

    var active = OFFICE.done(tx -> tx.keys().change(pending.oid(), "prove", key -> key.prove(NOW)));

    assertThat(issued).usingRecursiveComparison().isEqualTo(pending);
    assertThat(stores.keys().activeOf(artisan).await().orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(active);
  }

  @Test
  void a_product_with_and_without_stock_at_hand() {
    var artisan = given.anArtisan().oid();
    var counted = given.aDraft(artisan, new Stock.OnHand(7, 2));
    var made = given.aDraft(artisan, new Stock.MadeToOrder(14));

    assertThat(found(stores.products().find(counted.oid()))).isEqualTo(counted);
    assertThat(stores.products().stock(counted.oid()).await()).contains(new Stock.OnHand(7, 2));
    assertThat(stores.products().stock(made.oid()).await()).contains(new Stock.MadeToOrder(14));
  }

  @Test
  void a_product_that_has_only_a_name() {
    var artisan = given.anArtisan().oid();
    var bare =
        Product.draft(Samples.ids(), artisan, Goods.aHandle(), Goods.onlyNamed("Bowl"), false, NOW);

    OFFICE.carryOut(tx -> tx.products().create(bare, new Stock.OnHand(0, 0)));

    assertThat(found(stores.products().find(bare.oid()))).isEqualTo(bare);
  }

  @Test
  void a_listed_product() {
    var listed = given.aListedProduct();

    assertThat(found(stores.products().find(listed.oid()))).isEqualTo(listed);
    assertThat(stores.products().visible(listed.oid()).await()).contains(listed);
  }

  @Test
  void a_revision_through_its_review() {
    var draft = given.aRevision(given.aDraft());
    var wishes = List.of(new Comment("/summary", "Say how big it is", "office:ana", NOW));

    var asked =
        OFFICE.done(tx ->
            tx.revisions()
                .change(draft.oid(), 1L, "submit", r -> r.submit(NOW.plusSeconds(1)))
                .then(r ->
                    tx.revisions()
                        .change(
                            r.oid(),
                            2L,
                            "request_changes",
                            s -> s.requestChanges("office:ana", wishes, NOW))));

    assertThat(found(stores.revisions().find(draft.oid()))).isEqualTo(asked);
    assertThat(stores.revisions().openOf(draft.product()).await()).contains(asked);
    assertThat(asked.review().comments()).isEqualTo(wishes);
  }

  @Test
  void an_order() {
    var order = given.anOrder(UnitLedger.pending(3));

    assertThat(found(stores.orders().find(order.oid()))).isEqualTo(order);
    var placed = stores.orders().placed(order.channel(), order.externalId()).await().orElseThrow();
    assertThat(placed.order()).isEqualTo(order);
    assertThat(placed.requestHash()).isEqualTo(Given.HASH);
  }

  @Test
  void a_work_order_its_moves_and_its_parcel() {
    var order = given.anOrder(UnitLedger.pending(3));
    var product = given.aDraft();
    var bowls = aLine(product.oid(), 3);
    var sent = aWorkOrder(order.oid(), product.artisan(), bowls);
    var parcel = aParcel(of(bowls, 2));
    OFFICE.carryOut(tx -> tx.workOrders().create(sent));
    var created = found(stores.workOrders().find(sent.oid()));

    var shipped = OFFICE.done(tx -> accepted(tx, sent).then(w -> shipped(tx, w, parcel)));

    assertThat(created).isEqualTo(sent);
    assertThat(found(stores.workOrders().find(sent.oid()))).isEqualTo(shipped);
    assertThat(stores.workOrders().ofOrder(order.oid()).await()).containsExactly(shipped);
    assertThat(stores.workOrders().knowsShipment(parcel.oid(), sent.oid()).await()).isTrue();
    assertThat(moves(bowls.oid())).containsExactly("3 pending accepted", "2 accepted shipped");
  }

  private static Step<WorkOrder> accepted(PgStores tx, WorkOrder sent) {
    return tx.workOrders()
        .change(
            sent.oid(), 1L, "accept", Edge.ACCEPT, w -> w.accept(LocalDate.of(2026, 12, 1), NOW));
  }

  private static Step<WorkOrder> shipped(PgStores tx, WorkOrder accepted, Shipment parcel) {
    return tx.workOrders()
        .change(accepted.oid(), 2L, "ship", Edge.SHIP, w -> w.ship(parcel, NOW))
        .then(w -> tx.workOrders().addShipment(w, parcel).map(added -> w));
  }

  private static List<String> moves(UUID line) {
    return OFFICE
        .asOwner(
            "select units || ' ' || from_bucket || ' ' || to_bucket from unit_moves"
                + " where line_oid = $1 order by n",
            line)
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static <T> T found(Step<T> step) {
    return step.future().await().orThrow();
  }
}
