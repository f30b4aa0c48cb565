package hms.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.Together;
import hms.domain.Role;
import hms.storage.DomainJson;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What may become of an order, asked by its storefront and its artisan. */
class OrderRulesIT {
  private static TestMaker maker;
  private static String shop;

  @BeforeAll
  static void open() {
    maker = TestMaker.enrolled();
    shop = TestOffice.get().newStorefront();
  }

  @Test
  void a_shortage_names_each_product_with_what_is_free() {
    UUID one = maker.sells(1);
    UUID two = maker.sells(2);

    var answer = place(pieces(pieces(Bodies.order(one, two), 0, 3), 1, 5));

    answer.problem(409, "shortage");
    assertThat(answer.at("/products")).hasSize(2);
    for (var lacking : answer.at("/products")) {
      boolean first = lacking.path("product").asText().equals(one.toString());
      assertThat(lacking.path("asked").asInt()).isEqualTo(first ? 3 : 5);
      assertThat(lacking.path("free").asInt()).isEqualTo(first ? 1 : 2);
    }
  }

  @Test
  void of_forty_who_want_the_last_three_pieces_three_get_one() {
    UUID bowl = maker.sells(3);

    var answers =
        Together.run(
            40, n -> Ask.post("/orders").by(shop).body(Bodies.order(bowl)).patiently().status());

    assertThat(answers).containsOnly(201, 409);
    assertThat(answers).filteredOn(status -> status == 201).hasSize(3);
    assertThat(reserved(bowl)).isEqualTo(3);
  }

  @Test
  void another_currency_is_not_traded() {
    var body = Bodies.order(maker.sells(1)).toString().replace("EUR", "USD");

    Ask.post("/orders")
        .by(shop)
        .body(body)
        .send()
        .problem(422, "invalid")
        .saying("/total/currency", "trades in [EUR]");
  }

  @Test
  void two_currencies_are_never_added() {
    var body = Bodies.order(maker.sells(1));
    ((ObjectNode) body.at("/lines/0/unitPrice")).put("currency", "USD");

    place(body).problem(422, "invalid").saying("all amounts must be in EUR");
  }

  @Test
  void sums_that_are_wrong_are_refused_with_the_right_ones() {
    var body = Bodies.order(maker.sells(1));
    body.set("total", Bodies.money(1));

    place(body).problem(422, "invalid").saying("/total/amount", "1500");
  }

  @Test
  void a_product_that_is_not_listed_cannot_be_bought() {
    var offered = maker.offers(Bodies.product(5, maker.image()));
    UUID draft = UUID.fromString(offered.at("/product/oid").asText());

    place(Bodies.order(draft)).problem(422, "invalid").saying("/lines/0/product", "no product");
    place(Bodies.order(UUID.randomUUID())).problem(422, "invalid").saying("no product for sale");
  }

  @Test
  void the_same_order_under_another_key_is_the_same_order() {
    var body = Bodies.order(maker.sells(5));
    var first = place(body).good();

    var again = place(body).good();

    assertThat(again.at("/oid")).isEqualTo(first.at("/oid"));
  }

  @Test
  void another_order_under_the_same_external_id_is_refused() {
    UUID bowl = maker.sells(5);
    var body = Bodies.order(bowl);
    place(body).good();

    place(body.put("note", "Another one")).problem(409, "duplicate").saying("externalId");

    assertThat(reserved(bowl)).isEqualTo(1);
  }

  @Test
  void what_nobody_has_promised_can_be_cancelled_and_is_for_sale_again() {
    UUID bowl = maker.sells(2);
    var order = place(pieces(Bodies.order(bowl), 0, 2)).good();
    String part = order.at("/workOrders/0/oid").asText();

    cancel(order).good();

    assertThat(reserved(bowl)).isZero();
    var told =
        maker
            .app()
            .next(each ->
                part.equals(each.data().getString("oid"))
                    && each.type().equals("hms.work_order.changed.v1"));
    assertThat(TestMaker.answered(told).data().getString("event"))
        .isEqualTo("work_order.cancelled");
    place(Bodies.order(bowl)).good();
  }

  @Test
  void what_is_promised_cannot_be_cancelled() {
    var order = place(Bodies.order(maker.sells(2))).good();
    accepted(order);

    cancel(order).problem(409, "wrong-state").saying("promised by their artisans");
  }

  @Test
  void what_is_shipped_cannot_be_cancelled() {
    UUID bowl = maker.sells(2);
    var order = place(Bodies.order(bowl)).good();
    accepted(order);
    assertThat(shipped(order, 1).getString("status")).isEqualTo("applied");

    cancel(order).problem(409, "wrong-state").saying("1 of 1 units", "have been shipped");

    assertThat(reserved(bowl)).isZero();
  }

  @Test
  void more_than_was_accepted_cannot_be_shipped() {
    UUID bowl = maker.sells(5);
    var order = place(pieces(Bodies.order(bowl), 0, 2)).good();
    accepted(order);

    var reply = shipped(order, 3);

    assertThat(reply.getString("status")).isEqualTo("refused");
    assertThat(reply.encode()).contains("wrong-state");
    assertThat(reserved(bowl)).isEqualTo(2);
    assertThat(parcels(order)).isZero();
  }

  @Test
  void the_work_and_the_order_of_others_are_not_found() {
    var order = place(Bodies.order(maker.sells(5))).good();
    var stranger = TestMaker.enrolled();
    String part = order.at("/workOrders/0/oid").asText();

    stranger.ask(Ask.get("/work-orders/" + part)).problem(404, "not-found");
    cancel(order, TestOffice.get().newStorefront()).problem(404, "not-found");
    var reply = stranger.tell("work_order.accept", acceptance(order));

    assertThat(reply.encode()).contains("refused", "not-found");
    maker.ask(Ask.get("/work-orders/" + part)).good();
    Ask.get("/orders/" + order.at("/oid").asText()).by(Role.ORDER_MANAGER).send().good();
  }

  private static Answer place(ObjectNode body) {
    return Ask.post("/orders").by(shop).body(body).send();
  }

  private static Answer cancel(Answer order) {
    return cancel(order, shop);
  }

  private static Answer cancel(Answer order, String by) {
    return Ask.post("/orders/" + order.at("/oid").asText() + "/cancel").by(by).send();
  }

  private static void accepted(Answer order) {
    assertThat(maker.tell("work_order.accept", acceptance(order)).getString("status"))
        .isEqualTo("applied");
  }

  private static ObjectNode acceptance(Answer order) {
    return DomainJson.object()
        .put("oid", order.at("/workOrders/0/oid").asText())
        .put("promisedShipDate", LocalDate.now().plusDays(3).toString());
  }

  private static io.vertx.core.json.JsonObject shipped(Answer order, int units) {
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
    return maker.tell("work_order.ship", data);
  }

  private static ObjectNode pieces(ObjectNode order, int line, int pieces) {
    ((ObjectNode) order.at("/lines/" + line)).put("quantity", pieces);
    return Bodies.summed(order);
  }

  private static long reserved(UUID product) {
    return TestOffice.get().count("select reserved from stock where product_oid = $1", product);
  }

  private static long parcels(Answer order) {
    return TestOffice.get()
        .count(
            "select count(*) from shipments where work_order_oid = $1",
            UUID.fromString(order.at("/workOrders/0/oid").asText()));
  }
}
