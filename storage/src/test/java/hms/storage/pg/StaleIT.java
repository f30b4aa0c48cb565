package hms.storage.pg;

import static hms.domain.fixture.Makers.NOW;
import static hms.domain.fixture.Refusals.why;
import static hms.domain.fixture.Works.aLine;
import static hms.domain.fixture.Works.aWorkOrder;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Refusal.NotFound;
import hms.domain.Refusal.Stale;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Samples;
import hms.domain.fixture.Works;
import hms.domain.order.UnitDelta;
import hms.domain.order.UnitLedger;
import hms.storage.Step;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who saw an older version changes nothing; who asks for nothing finds nothing. */
final class StaleIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private static final UUID NOBODY = Samples.ids();
  private final PgStores stores = OFFICE.stores();
  private final Given given = new Given(OFFICE);

  @Test
  void an_old_version_of_an_artisan_is_stale() {
    var mia = given.anArtisan();

    var refused =
        refusal(
            tx -> tx.artisans().change(mia.oid(), 1L, "decline", a -> a.decline("too far", NOW)));

    assertThat(refused).isEqualTo(new Stale("artisan", 1, 2));
  }

  @Test
  void an_old_version_of_a_product_is_stale() {
    var listed = given.aListedProduct();

    var refused =
        refusal(tx -> tx.products().change(listed.oid(), 2L, "unlist", p -> p.unlist(null, NOW)));

    assertThat(refused).isEqualTo(new Stale("product", 2, 3));
    assertThat(stores.products().find(listed.oid()).future().await())
        .isEqualTo(Outcome.done(listed));
  }

  @Test
  void an_old_version_of_a_revision_is_stale() {
    var revision = given.aRevision(given.aDraft());

    var refused =
        refusal(tx -> tx.revisions().change(revision.oid(), 7L, "submit", r -> r.submit(NOW)));

    assertThat(refused).isEqualTo(new Stale("revision", 7, 1));
  }

  @Test
  void an_old_version_of_a_work_order_is_stale() {
    var product = given.aDraft();
    var order = given.anOrder(UnitLedger.pending(1));
    var sent = aWorkOrder(order.oid(), product.artisan(), aLine(product.oid(), 1));
    OFFICE.carryOut(tx -> tx.workOrders().create(sent));

    var refused = refusal(tx -> tx.workOrders().change(sent.oid(), 2L, "accept", Works::accepted));

    assertThat(refused).isEqualTo(new Stale("work-order", 2, 1));
  }

  @Test
  void of_many_writers_of_one_version_one_wins() {
    var mia = Makers.anApplicant();
    OFFICE.carryOut(tx -> tx.artisans().create(mia, "sign_up"));

    var all =
        IntStream.range(0, 32)
            .mapToObj(n ->
                stores.transact(
                    OfficeDatabase.ACTOR,
                    tx ->
                        tx.artisans()
                            .change(mia.oid(), 1L, "decline", a -> a.decline("too far", NOW))))
            .toList();
    Future.all(all).await();

    assertThat(all).filteredOn(each -> each.result() instanceof Outcome.Done).hasSize(1);
    assertThat(all)
        .filteredOn(each -> each.result() instanceof Outcome.Refused)
        .allMatch(each -> why(each.result()).equals(new Stale("artisan", 1, 2)));
  }

  @Test
  void nothing_is_found_under_an_unknown_id() {
    assertThat(refusal(tx -> tx.artisans().find(NOBODY))).isEqualTo(new NotFound("artisan"));
    assertThat(refusal(tx -> tx.keys().find(NOBODY))).isEqualTo(new NotFound("key"));
    assertThat(refusal(tx -> tx.products().find(NOBODY))).isEqualTo(new NotFound("product"));
    assertThat(refusal(tx -> tx.revisions().find(NOBODY))).isEqualTo(new NotFound("revision"));
    assertThat(refusal(tx -> tx.orders().find(NOBODY))).isEqualTo(new NotFound("order"));
    assertThat(refusal(tx -> tx.workOrders().find(NOBODY))).isEqualTo(new NotFound("work-order"));
    assertThat(stores.images().find(NOBODY).await()).isEmpty();
    assertThat(stores.products().stock(NOBODY).await()).isEmpty();
  }

  @Test
  void nothing_is_changed_under_an_unknown_id() {
    var product =
        refusal(tx -> tx.products().change(NOBODY, 1L, "unlist", p -> p.unlist(null, NOW)));
    var order =
        refusal(tx -> tx.tallies().move(NOBODY, UnitDelta.of(List.of()), Set.of(), "accept", NOW));

    assertThat(product).isEqualTo(new NotFound("product"));
    assertThat(order).isEqualTo(new NotFound("order"));
  }

  private static <T> Refusal refusal(Function<PgStores, Step<T>> work) {
    return why(OFFICE.transact(work));
  }
}
