package hms.storage.pg;

import static hms.domain.fixture.Makers.NOW;
import static hms.domain.fixture.Refusals.why;
import static hms.domain.fixture.Works.aLine;
import static hms.domain.fixture.Works.aParcel;
import static hms.domain.fixture.Works.aWorkOrder;
import static hms.domain.fixture.Works.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.domain.Actor;
import hms.domain.Refusal.Duplicate;
import hms.domain.artisan.Artisan;
import hms.domain.fixture.Goods;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Samples;
import hms.domain.fixture.Works;
import hms.domain.order.ShipNotice;
import hms.domain.order.Shipment;
import hms.domain.order.UnitLedger;
import hms.domain.order.WorkOrder;
import hms.domain.product.ProductRevision;
import hms.domain.product.Stock;
import hms.storage.Step;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What must be unique is refused by the index that keeps it so, and the refusal names the field.
 */
final class DuplicateIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private final Given given = new Given(OFFICE);

  @Test
  void an_email_is_active_once() {
    var profile = Makers.aProfile();
    var first = Makers.anApplicant(profile);
    var second = Makers.anApplicant(profile);
    OFFICE.carryOut(tx -> tx.artisans().create(first, "sign_up").then(a -> activate(tx, a)));
    OFFICE.carryOut(tx -> tx.artisans().create(second, "sign_up"));

    assertThat(field(tx -> activate(tx, second))).isEqualTo("email");
  }

  @Test
  void a_handle_is_taken_once() {
    var mia = given.anArtisan();
    var twin = Artisan.applied(Samples.ids(), mia.handle(), Makers.aProfile(), NOW);

    assertThat(field(tx -> tx.artisans().create(twin, "sign_up"))).isEqualTo("handle");
  }

  @Test
  void an_artisan_has_one_active_key() {
    var mia = given.anArtisan().oid();
    given.activateAKey(mia);
    var second = Makers.aPendingKey(mia);
    OFFICE.carryOut(tx -> tx.keys().issue(second, "nonce", NOW));

    assertThat(field(tx -> tx.keys().change(second.oid(), "prove", key -> key.prove(NOW))))
        .isEqualTo("key");
  }

  @Test
  void an_oid_names_one_product_and_one_picture() {
    var draft = given.aDraft();
    var picture = Goods.aPicture();
    given.aPicture(picture, draft.artisan());
    var image = Goods.uploaded(picture, draft.artisan());

    assertThat(field(tx -> tx.products().create(draft, new Stock.OnHand(1, 0)))).isEqualTo("oid");
    assertThat(field(tx -> tx.images().create(image, Map.of()))).isEqualTo("oid");
  }

  @Test
  void a_product_has_one_open_revision() {
    var draft = given.aDraft();
    var first = given.aRevision(draft);
    var second = given.numbered(Goods.aRevision(draft, draft.content()));

    assertThat(first.open()).isTrue();
    var outcome =
        OFFICE
            .stores()
            .transact(new Actor.Maker(draft.artisan()), tx -> tx.revisions().create(second, "open"))
            .await();

    assertThat(why(outcome)).isEqualTo(duplicate("revision"));
  }

  @Test
  void a_storefront_places_an_order_once() {
    var order = given.anOrder(UnitLedger.pending(1));
    var twin = Works.placedAgain(order);

    assertThat(field(tx -> tx.orders().create(twin, Given.HASH))).isEqualTo("externalId");
  }

  @Test
  void a_parcel_is_reported_once() {
    var product = given.aDraft();
    var line = aLine(product.oid(), 2);
    var order = given.anOrder(UnitLedger.pending(2));
    var sent = aWorkOrder(order.oid(), product.artisan(), line);
    var parcel = aParcel(of(line, 1));
    OFFICE.carryOut(tx -> tx.workOrders().create(sent).then(w -> addParcel(tx, w, parcel)));

    assertThat(field(tx -> addParcel(tx, sent, parcel))).isEqualTo("shipment");
  }

  @Test
  void names_of_channels_and_addresses_of_users_stand_once() {
    var channel = "insert into channels (oid, name) values ($1, 'web')";
    var user =
        "insert into office_users (oid, email, name, roles) values ($1, 'a@b.co', 'Ana', '{}')";

    assertThat(why(OFFICE.insertedTwice(channel))).isEqualTo(duplicate("name"));
    assertThat(why(OFFICE.insertedTwice(user))).isEqualTo(duplicate("email"));
  }

  @Test
  void an_index_that_nobody_planned_for_is_a_fault() {
    var first = Goods.aRevision(given.aDraft(), Goods.aBowl());
    var sameNumber = Goods.aRevision(given.aDraft(), Goods.aBowl());
    opened(first);

    assertThatThrownBy(() -> opened(sameNumber))
        .hasMessageContaining("product_revisions_number_key");
  }

  private static void opened(ProductRevision revision) {
    var unused = OFFICE.doneBy(revision.artisan(), tx -> tx.revisions().create(revision, "open"));
  }

  private static Step<Artisan> activate(PgStores tx, Artisan applied) {
    return tx.artisans()
        .change(applied.oid(), 1L, "activate", a -> a.activate(Makers.aQueueId(), NOW));
  }

  private static Step<Shipment> addParcel(PgStores tx, WorkOrder of, ShipNotice parcel) {
    return tx.shipments().create(Shipment.told(parcel, of, NOW));
  }

  private static <T> String field(Function<PgStores, Step<T>> work) {
    var refused = (Duplicate) why(OFFICE.transact(work));
    assertThat(refused).isEqualTo(duplicate(refused.field()));
    return refused.field();
  }

  private static Duplicate duplicate(String field) {
    return new Duplicate(field, "another one with the same " + field + " exists");
  }
}
