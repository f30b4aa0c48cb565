package hms.gateway.order;

import static hms.gateway.order.Trade.MAKER;
import static hms.gateway.order.Trade.SHOP;
import static hms.gateway.order.Trade.pieces;
import static hms.gateway.order.Trade.place;
import static hms.gateway.order.Trade.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Ask;
import hms.Bodies;
import hms.Together;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which orders are taken, and what is told of those that are not. */
class OrderIntakeIT {
  @Test
  void a_shortage_names_each_product_with_what_is_free() {
    UUID one = MAKER.sells(1);
    UUID two = MAKER.sells(2);

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
    UUID bowl = MAKER.sells(3);

    var answers =
        Together.run(
            40, n -> Ask.post("/orders").by(SHOP).body(Bodies.order(bowl)).patiently().status());

    assertThat(answers).containsOnly(201, 409);
    assertThat(answers).filteredOn(status -> status == 201).hasSize(3);
    assertThat(reserved(bowl)).isEqualTo(3);
  }

  @Test
  void another_currency_is_not_traded() {
    var body = Bodies.order(MAKER.sells(1)).toString().replace("EUR", "USD");

    Ask.post("/orders")
        .by(SHOP)
        .body(body)
        .send()
        .problem(422, "invalid")
        .saying("/total/currency", "trades in [EUR]");
  }

  @Test
  void two_currencies_are_never_added() {
    var body = Bodies.order(MAKER.sells(1));
    ((ObjectNode) body.at("/lines/0/unitPrice")).put("currency", "USD");

    place(body).problem(422, "invalid").saying("all amounts must be in EUR");
  }

  @Test
  void sums_that_are_wrong_are_refused_with_the_right_ones() {
    var body = Bodies.order(MAKER.sells(1));
    body.set("total", Bodies.money(1));

    place(body).problem(422, "invalid").saying("/total/amount", "1500");
  }

  @Test
  void sums_that_are_absent_are_nothing() {
    UUID bowl = MAKER.sells(5);
    var told = Bodies.order(bowl);
    told.set("total", told.get("items"));
    for (var none : List.of("discount", "shipping", "tax")) told.set(none, Bodies.money(0));
    var placed = place(told).good();

    told.remove(List.of("discount", "shipping", "tax"));

    assertThat(place(told).good().at("/oid")).isEqualTo(placed.at("/oid"));
  }

  @Test
  void a_product_that_is_not_listed_cannot_be_bought() {
    var offered = MAKER.offers(Bodies.product(5, MAKER.image()));
    UUID draft = UUID.fromString(offered.at("/product/oid").asText());

    place(Bodies.order(draft)).problem(422, "invalid").saying("/lines/0/product", "no product");
    place(Bodies.order(UUID.randomUUID())).problem(422, "invalid").saying("no product for sale");
  }

  @Test
  void the_same_order_under_another_key_is_the_same_order() {
    var body = Bodies.order(MAKER.sells(5));
    var first = place(body).good();

    var again = place(body).good();

    assertThat(again.at("/oid")).isEqualTo(first.at("/oid"));
  }

  @Test
  void another_order_under_the_same_external_id_is_refused() {
    UUID bowl = MAKER.sells(5);
    var body = Bodies.order(bowl);
    place(body).good();

    place(body.put("note", "Another one")).problem(409, "duplicate").saying("externalId");

    assertThat(reserved(bowl)).isEqualTo(1);
  }
}
