package hms.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The office tells an artisan once more how its work order stands. */
class ResendIT {
  private final TestMaker maker = TestMaker.enrolled();

  @Test
  void the_artisan_hears_it_once_for_each_request_and_nothing_changes() {
    maker.app();
    String path = ordered();
    var first = maker.hears("work_order.sent");
    var ask = Ask.post(path + "/resend").by(Role.ORDER_MANAGER);

    var answer = ask.send().good();
    assertThat(ask.send().good().header("Idempotency-Replayed")).contains("true");

    assertThat(maker.hears("work_order.sent")).isEqualTo(first);
    assertThat(answer.at("/version").asLong()).isEqualTo(first.getLong("version"));
    String sent = "select count(*) from outbox where recipient_oid = $1 and type = $2";
    assertThat(TestOffice.get().count(sent, maker.oid(), "hms.work_order.sent.v1")).isEqualTo(2);
  }

  @Test
  void nobody_but_who_manages_work_does_it() {
    String path = ordered();

    maker.ask(Ask.post(path + "/resend")).problem(403, "forbidden");
    Ask.post(path + "/resend").by(Role.REVIEWER).send().problem(403, "forbidden");
    Ask.post("/work-orders/" + UUID.randomUUID() + "/resend")
        .by(Role.ORDER_MANAGER)
        .send()
        .problem(404, "not-found");
  }

  private String ordered() {
    var order =
        Ask.post("/orders")
            .by(TestOffice.get().newStorefront())
            .body(Bodies.order(maker.sells(5)))
            .send()
            .good();
    return "/work-orders/" + order.at("/workOrders/0/oid").asText();
  }
}
