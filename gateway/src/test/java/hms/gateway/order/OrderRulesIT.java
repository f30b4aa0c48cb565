package hms.gateway.order;

import static hms.gateway.order.Trade.MAKER;
import static hms.gateway.order.Trade.acceptance;
import static hms.gateway.order.Trade.accepted;
import static hms.gateway.order.Trade.cancel;
import static hms.gateway.order.Trade.parcels;
import static hms.gateway.order.Trade.pieces;
import static hms.gateway.order.Trade.place;
import static hms.gateway.order.Trade.reserved;
import static hms.gateway.order.Trade.shipped;
import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What may become of an order, asked by its storefront and its artisan. */
class OrderRulesIT {

  @Test
  void what_nobody_has_promised_can_be_cancelled_and_is_for_sale_again() {
    UUID bowl = MAKER.sells(2);
    var order = place(pieces(Bodies.order(bowl), 0, 2)).good();
    String part = order.at("/workOrders/0/oid").asText();

    cancel(order).good();

    assertThat(reserved(bowl)).isZero();
    var told =
        MAKER
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
    var order = place(Bodies.order(MAKER.sells(2))).good();
    accepted(order);

    cancel(order).problem(409, "wrong-state").saying("promised by their artisans");
  }

  @Test
  void what_is_shipped_cannot_be_cancelled() {
    UUID bowl = MAKER.sells(2);
    var order = place(Bodies.order(bowl)).good();
    accepted(order);
    assertThat(shipped(order, 1).getString("status")).isEqualTo("applied");

    cancel(order).problem(409, "wrong-state").saying("1 of 1 units", "have been shipped");

    assertThat(reserved(bowl)).isZero();
  }

  @Test
  void more_than_was_accepted_cannot_be_shipped() {
    UUID bowl = MAKER.sells(5);
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
    var order = place(Bodies.order(MAKER.sells(5))).good();
    var stranger = TestMaker.enrolled();
    String part = order.at("/workOrders/0/oid").asText();

    stranger.ask(Ask.get("/work-orders/" + part)).problem(404, "not-found");
    cancel(order, TestOffice.get().newStorefront()).problem(404, "not-found");
    var reply = stranger.tell("work_order.accept", acceptance(order));

    assertThat(reply.encode()).contains("refused", "not-found");
    MAKER.ask(Ask.get("/work-orders/" + part)).good();
    Ask.get("/orders/" + order.at("/oid").asText()).by(Role.ORDER_MANAGER).send().good();
  }
}
