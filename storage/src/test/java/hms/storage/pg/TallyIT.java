package hms.storage.pg;

import static hms.domain.fixture.Makers.NOW;
import static hms.domain.fixture.Works.aLine;
import static hms.domain.fixture.Works.aWorkOrder;
import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.domain.fixture.Works;
import hms.domain.order.Order;
import hms.domain.order.OrderStatus;
import hms.domain.order.UnitDelta;
import hms.domain.order.UnitLedger;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.WorkOrder;
import hms.storage.pg.PgTallyStore.Tally;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sums of an order are those of its lines, however many makers answer at once. */
final class TallyIT {
  private static final int MAKERS = 12;

  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  private final Given given = new Given(OFFICE);

  @Test
  void makers_who_answer_at_once_are_all_counted() {
    var order = given.anOrder(UnitLedger.pending(2 * MAKERS));
    var offers = IntStream.range(0, MAKERS).mapToObj(n -> offered(order)).toList();

    Future.all(offers.stream().map(offer -> accepting(order, offer)).toList()).await();

    var now = OFFICE.stores().orders().find(order.oid()).future().await().orThrow();
    assertThat(now.units()).isEqualTo(new UnitLedger(Map.of(Bucket.ACCEPTED, 2 * MAKERS)));
    assertThat(now.status()).isEqualTo(OrderStatus.IN_PROGRESS);
    assertThat(now.version()).isEqualTo(1 + MAKERS);
  }

  private WorkOrder offered(Order order) {
    var product = given.aDraft();
    var offer = aWorkOrder(order.oid(), product.artisan(), aLine(product.oid(), 2));
    return OFFICE.done(tx -> tx.workOrders().create(offer));
  }

  private static Future<Outcome<Tally>> accepting(Order order, WorkOrder offer) {
    return OFFICE
        .stores()
        .transact(
            OfficeDatabase.ACTOR,
            tx ->
                tx.workOrders()
                    .change(offer.oid(), 1L, "accept", Works::accepted)
                    .then(accepted ->
                        tx.tallies()
                            .move(
                                order.oid(),
                                UnitDelta.of(accepted.moves()),
                                Set.of(),
                                "accept",
                                NOW)));
  }
}
