package hms.gateway.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An operator sees what waits, and does not have to wait for it. */
class DeadlinesIT {
  private final TestMaker maker = TestMaker.enrolled();

  @Test
  void one_that_is_fired_happens_once_and_is_then_gone() {
    var deadline = ahead();
    String path = "/deadlines/" + deadline.path("oid").asText() + "/fire";

    var fired = Ask.post(path).by(Role.OPERATOR).send().good();

    assertThat(fired.at("/due").asText()).isLessThan(deadline.path("due").asText());
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Ask.post(path).by(Role.OPERATOR).send().status() == 404);
    assertThat(
            TestOffice.get()
                .count(
                    "select count(*) from deadlines where oid = $1 and done is not null",
                    UUID.fromString(deadline.path("oid").asText())))
        .isEqualTo(1);
  }

  @Test
  void one_that_is_not_there_cannot_be_fired() {
    Ask.post("/deadlines/" + UUID.randomUUID() + "/fire")
        .by(Role.OPERATOR)
        .send()
        .problem(404, "not-found");
  }

  @Test
  void nobody_else_fires_or_reads_them() {
    Ask.get("/deadlines").by(Role.REVIEWER).send().problem(403, "forbidden");
    Ask.post("/deadlines/" + UUID.randomUUID() + "/fire")
        .by(Role.AUDITOR)
        .send()
        .problem(403, "forbidden");
    assertThat(Ask.get("/deadlines?limit=1").by(Role.AUDITOR).send().good().at("/items").size())
        .isLessThanOrEqualTo(1);
  }

  @Test
  void an_object_that_is_no_id_is_refused() {
    Ask.get("/deadlines?object=mine")
        .by(Role.OPERATOR)
        .send()
        .problem(400, "invalid-parameter")
        .saying("object", "UUID");
  }

  @Test
  void a_kind_that_there_is_not_has_none() {
    var none = Ask.get("/deadlines?kind=nothing.happens").by(Role.OPERATOR).send().good();

    assertThat(none.at("/items").size()).isZero();
  }

  /** A work order's deadline that lies ahead. */
  private JsonNode ahead() {
    var order =
        Ask.post("/orders")
            .by(TestOffice.get().newStorefront())
            .body(Bodies.order(maker.sells(2)))
            .send()
            .good();
    String path =
        "/deadlines?kind=work-order.answer&object=" + order.at("/workOrders/0/oid").asText();
    var found = Ask.get(path).by(Role.OPERATOR).send().good().at("/items");
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
