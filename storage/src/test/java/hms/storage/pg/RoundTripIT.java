package hms.storage.pg;

import static hms.domain.fixture.Makers.NOW;
import static hms.domain.fixture.Works.aLine;
import static hms.domain.fixture.Works.aParcel;
import static hms.domain.fixture.Works.aWorkOrder;
import static hms.domain.fixture.Works.of;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.fixture.Goods;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Samples;
import hms.domain.fixture.Works;
import hms.domain.order.CancelRequest;
import hms.domain.order.FactReport;
import hms.domain.order.ShipNotice;
import hms.domain.order.Shipment;
import hms.domain.order.Shipment.TrackingStatus;
import hms.domain.order.UnitLedger;
import hms.domain.order.WorkOrder;
import hms.domain.order.Worked;
import hms.domain.order.Workshop;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision.Comment;
import hms.domain.product.Stock;
import hms.storage.Step;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
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

    var submitted =
        OFFICE.doneBy(
            draft.artisan(),
            tx ->
                tx.revisions()
                    .change(draft.oid(), 1L, "submit", r -> r.submit(NOW.plusSeconds(1))));
    var asked =
        OFFICE.done(tx ->
            tx.revisions()
                .change(
                    submitted.oid(),
                    2L,
                    "request_changes",
                    s -> s.requestChanges("office:ana", wishes, NOW)));

    assertThat(found(stores.revisions().find(draft.oid()))).isEqualTo(asked);
    assertThat(stores.revisions().openOf(draft.product()).await()).contains(asked);
    assertThat(asked.review().comments()).isEqualTo(wishes);
  }

  @Test
  void an_order() {
    var order = given.anOrder(UnitLedger.pending(3));

    assertThat(found(stores.orders().find(order.oid()))).isEqualTo(order);
    var placed = found(stores.orders().placed(order.channel(), order.externalId())).orElseThrow();
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

    var shipped =
        OFFICE.done(tx -> worked(tx, sent, Works::accepted).then(w -> shipped(tx, w, parcel)));

    assertThat(created).isEqualTo(sent);
    assertThat(found(stores.workOrders().find(sent.oid()))).isEqualTo(shipped);
    assertThat(stores.workOrders().ofOrder(order.oid()).await()).containsExactly(shipped);
    assertThat(found(stores.shipments().find(parcel.shipment())))
        .isEqualTo(Shipment.told(parcel, shipped, NOW));
    assertThat(moves(bowls.oid())).containsExactly("3 pending accepted", "2 accepted shipped");
  }

  @Test
  void a_held_work_order() {
    var product = given.aDraft();
    var order = given.anOrder(UnitLedger.pending(1));
    var sent = aWorkOrder(order.oid(), product.artisan(), aLine(product.oid(), 1));
    OFFICE.carryOut(tx -> tx.workOrders().create(sent));

    var held =
        OFFICE.done(
            tx -> worked(tx, sent, w -> Workshop.hold(w, WorkOrder.Side.OFFICE, "payment", NOW)));

    assertThat(found(stores.workOrders().find(sent.oid()))).isEqualTo(held);
  }

  @Test
  void a_parcel_that_is_tracked_and_delivered() {
    var sent = offered(2);
    var parcel = Shipment.told(aParcel(of(sent.lines().getFirst(), 2)), sent, NOW);
    OFFICE.carryOut(tx -> tx.shipments().create(parcel));

    var delivered =
        OFFICE.done(tx ->
            tx.shipments()
                .change(parcel.oid(), "track", p -> p.track(TrackingStatus.IN_TRANSIT, NOW, NOW))
                .then(p ->
                    tx.shipments()
                        .change(
                            p.oid(), "deliver", q -> q.perform(Shipment.Command.DELIVER, NOW))));

    assertThat(delivered.version()).isEqualTo(3);
    assertThat(stores.shipments().ofWorkOrder(sent.oid()).await()).containsExactly(delivered);
  }

  @Test
  void a_cancel_request_and_its_answer() {
    var sent = offered(3);
    var accepted = OFFICE.done(tx -> worked(tx, sent, Works::accepted));
    var line = accepted.lines().getFirst();
    var request =
        CancelRequest.open(
            Samples.ids(),
            accepted,
            List.of(of(line, 2)),
            CancelRequest.Side.CUSTOMER,
            "too late",
            NOW,
            NOW);
    OFFICE.carryOut(tx -> tx.cancelRequests().create(request));
    assertThat(stores.cancelRequests().open(sent.oid()).await()).contains(request);
    assertThat(stores.cancelRequests().unsettled(sent.order()).await()).isTrue();

    var answered = request.agree(accepted, List.of(of(line, 1)), NOW).orThrow().request();
    OFFICE.carryOut(tx -> tx.cancelRequests().save(request, answered, "agree"));

    assertThat(stores.cancelRequests().open(sent.oid()).await()).isEmpty();
    assertThat(stores.cancelRequests().unsettled(sent.order()).await()).isFalse();
    assertThat(stores.cancelRequests().ofWorkOrder(sent.oid()).await()).containsExactly(answered);
  }

  @Test
  void a_fact_and_what_the_office_made_of_it() {
    var sent = offered(3);
    var notice = aParcel(of(sent.lines().getFirst(), 3));
    var report = FactReport.of(Samples.ids(), sent, notice, "3 units cannot be shipped", NOW);
    var unused = OFFICE.doneBy(sent.artisan(), tx -> tx.factReports().create(report));
    assertThat(stores.factReports().told(notice.shipment(), sent.oid()).await()).contains(report);
    assertThat(stores.factReports().told(notice.shipment(), Samples.ids()).await()).isEmpty();

    var settled =
        OFFICE.done(tx ->
            tx.factReports()
                .change(
                    report.oid(),
                    "dismiss",
                    f -> f.settle(FactReport.Command.DISMISS, "office:ana", "a mistake", NOW)));

    assertThat(found(stores.factReports().find(report.oid()))).isEqualTo(settled);
    assertThat(stores.factReports().list(FactReport.State.OPEN, 50).await()).isEmpty();
  }

  private WorkOrder offered(int pieces) {
    var product = given.aDraft();
    var order = given.anOrder(UnitLedger.pending(pieces));
    var offer = aWorkOrder(order.oid(), product.artisan(), aLine(product.oid(), pieces));
    return OFFICE.done(tx -> tx.workOrders().create(offer));
  }

  private static Step<WorkOrder> worked(
      PgStores tx, WorkOrder found, Function<WorkOrder, Outcome<Worked>> decision) {
    return tx.workOrders()
        .change(found.oid(), found.version(), "work", decision)
        .map(Worked::order);
  }

  private static Step<WorkOrder> shipped(PgStores tx, WorkOrder accepted, ShipNotice parcel) {
    return worked(tx, accepted, w -> Workshop.ship(w, parcel, NOW))
        .then(w -> tx.shipments().create(Shipment.told(parcel, w, NOW)).map(added -> w));
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
