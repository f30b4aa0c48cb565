package hms.gateway.order;

import static hms.gateway.order.Trade.MAKER;
import static hms.gateway.order.Trade.SHOP;
import static hms.gateway.order.Trade.about;
import static hms.gateway.order.Trade.acceptance;
import static hms.gateway.order.Trade.accepted;
import static hms.gateway.order.Trade.agreement;
import static hms.gateway.order.Trade.awaitState;
import static hms.gateway.order.Trade.cancel;
import static hms.gateway.order.Trade.parcels;
import static hms.gateway.order.Trade.pieces;
import static hms.gateway.order.Trade.place;
import static hms.gateway.order.Trade.reserved;
import static hms.gateway.order.Trade.seen;
import static hms.gateway.order.Trade.shipped;
import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.storage.DomainJson;
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
  void what_is_promised_is_cancelled_if_its_artisan_agrees() {
    UUID bowl = MAKER.sells(2);
    var order = place(Bodies.order(bowl)).good();
    accepted(order);

    var asked = cancel(order).good();

    assertThat(asked.at("/requested/0/units").asInt()).isEqualTo(1);
    var told = about(order, "work_order.cancel_requested");
    cancel(order).problem(409, "wrong-state").saying("being asked already");
    assertThat(MAKER.tell("work_order.agree", agreement(told)).getString("status"))
        .isEqualTo("applied");
    assertThat(reserved(bowl)).isZero();
    assertThat(seen(order).at("/status").asText()).isEqualTo("cancelled");
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
  void an_answer_that_crosses_a_cancel_is_merged_with_it() {
    var order = place(pieces(Bodies.order(MAKER.sells(5)), 0, 3)).good();
    String line = order.at("/workOrders/0/lines/0/oid").asText();
    var one = DomainJson.object();
    one.putArray("lines").addObject().put("line", line).put("units", 1);
    Ask.post("/orders/" + order.at("/oid").asText() + "/cancel").by(SHOP).body(one).send().good();
    var all = acceptance(order).put("baseVersion", 1);
    all.putArray("lines").addObject().put("line", line).put("accepted", 3).put("rejected", 0);

    var reply = MAKER.tell("work_order.accept", all);

    assertThat(reply.getString("status")).isEqualTo("merged");
    assertThat(reply.getJsonArray("merged").getJsonObject(0).getInteger("accepted")).isEqualTo(2);
  }

  @Test
  void more_than_was_ordered_cannot_be_shipped() {
    UUID bowl = MAKER.sells(5);
    var order = place(pieces(Bodies.order(bowl), 0, 2)).good();
    accepted(order);

    var reply = shipped(order, 3);

    assertThat(reply.getString("status")).isEqualTo("refused");
    assertThat(reply.encode()).contains("too-many-units");
    assertThat(reserved(bowl)).isEqualTo(2);
    assertThat(parcels(order)).isZero();
  }

  @Test
  void a_parcel_of_what_was_cancelled_is_a_fact_for_the_office() {
    UUID bowl = MAKER.sells(5);
    var order = place(Bodies.order(bowl)).good();
    cancel(order).good();

    var reply = shipped(order, 1);

    assertThat(reply.getString("status")).isEqualTo("applied");
    String report = reply.getString("factReport");
    assertThat(parcels(order)).isZero();
    assertThat(seen(order).at("/attention").toString()).contains("fact_report");
    Ask.post("/fact-reports/" + report + "/confirm").by(Role.ORDER_MANAGER).send().good();
    assertThat(parcels(order)).isEqualTo(1);
    assertThat(seen(order).at("/status").asText()).isEqualTo("shipped");
  }

  @Test
  void an_offer_that_nobody_answers_lapses_and_is_given_up_in_the_end() {
    UUID bowl = MAKER.sells(1);
    var order = place(Bodies.order(bowl)).good();
    var part = UUID.fromString(order.at("/workOrders/0/oid").asText());

    TestOffice.get().makeDue(part, "work-order.answer");
    awaitState(order, "/workOrders/0/requestState", "expired");
    assertThat(reserved(bowl)).isZero();
    String why = "select count(*) from audit_entries where object = $1 and why = $2";
    assertThat(TestOffice.get().count(why, part, "deadline work-order.answer")).isEqualTo(1);
    TestOffice.get().makeDue(part, "work-order.give-up");

    awaitState(order, "/status", "cancelled");
    assertThat(seen(order).at("/workOrders/0/refundDue/amount").asLong())
        .isEqualTo(order.at("/total/amount").asLong());
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
