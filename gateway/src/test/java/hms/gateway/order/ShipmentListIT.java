package hms.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.storage.DomainJson;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who may see which parcels, and find them by what. */
class ShipmentListIT {
  private final TestMaker maker = TestMaker.enrolled();
  private final String shop = TestOffice.get().newStorefront();

  @Test
  void an_artisan_sees_its_own_and_the_office_finds_them_by_work_order() {
    var order = sent("Correos");
    String work = order.at("/workOrders/0/oid").asText();

    assertThat(maker.ask(Ask.get("/shipments")).good().at("/items").size()).isEqualTo(1);
    assertThat(found("workOrder=" + work)).isEqualTo(1);
    assertThat(found("workOrder=" + work + "&carrier=Correos&state=shipped")).isEqualTo(1);
    assertThat(found("workOrder=" + work + "&trackingStatus.ne=unknown")).isZero();
  }

  @Test
  void a_foreign_parcel_is_not_in_the_list() {
    var order = sent("DHL");
    String work = order.at("/workOrders/0/oid").asText();
    var stranger = TestMaker.enrolled();

    assertThat(stranger.ask(Ask.get("/shipments")).good().at("/items").size()).isZero();
    assertThat(stranger.ask(Ask.get("/shipments?workOrder=" + work)).good().at("/items").size())
        .isZero();
  }

  private Answer sent(String carrier) {
    var order = Ask.post("/orders").by(shop).body(Bodies.order(maker.sells(3))).send().good();
    var parcel =
        DomainJson.object()
            .put("shipment", Bodies.newId().toString())
            .put("carrier", carrier)
            .put("shippedAt", Instant.now().toString());
    parcel
        .putArray("lines")
        .addObject()
        .put("line", order.at("/workOrders/0/lines/0/oid").asText())
        .put("units", 1);
    String path = "/work-orders/" + order.at("/workOrders/0/oid").asText() + "/ship";
    maker.ask(Ask.post(path).body(parcel)).good();
    return order;
  }

  private static int found(String query) {
    return Ask.get("/shipments?" + query).by(Role.ORDER_MANAGER).send().good().at("/items").size();
  }
}
