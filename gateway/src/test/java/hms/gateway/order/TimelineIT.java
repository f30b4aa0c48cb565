package hms.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What became of an order, a lane for each work order. */
class TimelineIT {
  private final TestMaker maker = TestMaker.enrolled();
  private final TestMaker other = TestMaker.enrolled();
  private final String shop = TestOffice.get().newStorefront();
  private final Answer order =
      Ask.post("/orders").by(shop).body(Bodies.order(maker.sells(3), other.sells(3))).send().good();
  private final String path = "/orders/" + order.at("/oid").asText() + "/timeline";

  @Test
  void each_work_order_has_a_lane_with_its_entries_and_moves() {
    accept();

    var lanes = Ask.get(path).by(Role.ORDER_MANAGER).send().good().at("/lanes");

    assertThat(lanes.size()).isEqualTo(3);
    assertThat(lanes.at("/0/entries/0/command").asText()).isEqualTo("receive");
    assertThat(lanes.get(0).has("workOrder")).isFalse();
    var accepted = lane(lanes, maker);
    assertThat(accepted.at("/entries").findValuesAsText("command")).contains("send", "accept");
    assertThat(accepted.at("/moves/0/from").asText()).isEqualTo("pending");
    assertThat(accepted.at("/moves/0/to").asText()).isEqualTo("accepted");
    assertThat(accepted.at("/moves/0/units").asInt()).isEqualTo(1);
    assertThat(lane(lanes, other).at("/moves").size()).isZero();
  }

  @Test
  void its_shop_reads_it_without_names_of_colleagues() {
    hold();

    var told = Ask.get(path).by(shop).send().good();
    var offices = Ask.get(path).by(Role.ORDER_MANAGER).send().good();

    assertThat(told.at("/lanes/0/entries").findValuesAsText("by")).contains("office");
    assertThat(told.text()).doesNotContain("office.example");
    assertThat(offices.text()).contains("office:order-manager@office.example");
  }

  @Test
  void another_shop_finds_no_such_order() {
    Ask.get(path).by(TestOffice.get().newStorefront()).send().problem(404, "not-found");
  }

  private void accept() {
    for (var part : order.at("/workOrders")) {
      if (!part.path("artisan").asText().equals(maker.oid().toString())) continue;
      var ask = Ask.post("/work-orders/" + part.path("oid").asText() + "/accept");
      String day = LocalDate.now().plusDays(3).toString();
      maker
          .ask(
              ask.seen(part.path("version").asLong())
                  .body("{\"promisedShipDate\":\"" + day + "\"}"))
          .good();
    }
  }

  private void hold() {
    Ask.post("/orders/" + order.at("/oid").asText() + "/hold")
        .by(Role.ORDER_MANAGER)
        .seen(order.at("/version").asLong())
        .body("{\"reason\":\"asked to\"}")
        .send()
        .good();
  }

  private static JsonNode lane(JsonNode lanes, TestMaker of) {
    for (var lane : lanes) {
      if (lane.path("artisan").asText().equals(of.oid().toString())) return lane;
    }
    throw new AssertionError("no lane of " + of.oid());
  }
}
