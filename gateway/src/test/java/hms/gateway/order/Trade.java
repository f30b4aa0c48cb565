package hms.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.storage.DomainJson;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.awaitility.Awaitility;

/** One artisan, one storefront, and what they do with orders. */
final class Trade {
  static final TestMaker MAKER = TestMaker.enrolled();
  static final String SHOP = TestOffice.get().newStorefront();

  private Trade() {}

  /** What comes of an order of {@link #SHOP}. */
  static Answer place(ObjectNode body) {
    return Ask.post("/orders").by(SHOP).body(body).send();
  }

  static Answer cancel(Answer order) {
    return cancel(order, SHOP);
  }

  static Answer cancel(Answer order, String by) {
    return Ask.post("/orders/" + order.at("/oid").asText() + "/cancel").by(by).send();
  }

  static void accepted(Answer order) {
    assertThat(MAKER.tell("work_order.accept", acceptance(order)).getString("status"))
        .isEqualTo("applied");
  }

  static ObjectNode acceptance(Answer order) {
    return DomainJson.object()
        .put("oid", order.at("/workOrders/0/oid").asText())
        .put("promisedShipDate", LocalDate.now().plusDays(3).toString());
  }

  static JsonObject shipped(Answer order, int units) {
    var data =
        DomainJson.object()
            .put("oid", order.at("/workOrders/0/oid").asText())
            .put("shipment", Bodies.newId().toString())
            .put("carrier", "Correos")
            .put("shippedAt", Instant.now().toString());
    data.putArray("lines")
        .addObject()
        .put("line", order.at("/workOrders/0/lines/0/oid").asText())
        .put("units", units);
    return MAKER.tell("work_order.ship", data);
  }

  /** The order as the office sees it now. */
  static Answer seen(Answer order) {
    return Ask.get("/orders/" + order.at("/oid").asText()).by(Role.ORDER_MANAGER).send().good();
  }

  static void awaitState(Answer order, String pointer, String expected) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> seen(order).at(pointer).asText().equals(expected));
  }

  /** The next message of this type about the order's first work order. */
  static JsonObject about(Answer order, String type) {
    String part = order.at("/workOrders/0/oid").asText();
    var told =
        MAKER
            .app()
            .next(each ->
                each.type().equals("hms." + type + ".v1")
                    && part.equals(each.data().getString("oid")));
    return TestMaker.answered(told).data();
  }

  /** To all that a cancel request asks for. */
  static JsonObject agreement(JsonObject asked) {
    return new JsonObject()
        .put("oid", asked.getString("oid"))
        .put("request", asked.getString("request"))
        .put("lines", asked.getJsonArray("lines"));
  }

  static ObjectNode pieces(ObjectNode order, int line, int pieces) {
    ((ObjectNode) order.at("/lines/" + line)).put("quantity", pieces);
    return Bodies.summed(order);
  }

  static long reserved(UUID product) {
    return TestOffice.get().count("select reserved from stock where product_oid = $1", product);
  }

  static long parcels(Answer order) {
    return TestOffice.get()
        .count(
            "select count(*) from shipments where work_order_oid = $1",
            UUID.fromString(order.at("/workOrders/0/oid").asText()));
  }
}
