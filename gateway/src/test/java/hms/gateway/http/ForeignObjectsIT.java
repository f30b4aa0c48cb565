package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What belongs to another artisan is not there. */
class ForeignObjectsIT {
  private static TestMaker maker;
  private static UUID product;

  @BeforeAll
  static void enrol() {
    maker = TestMaker.enrolled();
    product = oid(maker.offers(Bodies.product(2, maker.image())));
  }

  @Test
  void a_foreign_object_is_answered_like_one_that_does_not_exist() {
    var stranger = TestMaker.enrolled();
    for (String path : new String[] {"/products/", "/artisans/", "/revisions/", "/work-orders/"}) {
      var foreign = stranger.ask(Ask.get(path + foreign(path))).problem(404, "not-found");
      var unknown = stranger.ask(Ask.get(path + UUID.randomUUID())).problem(404, "not-found");

      assertThat(plain(foreign)).isEqualTo(plain(unknown));
    }
  }

  @Test
  void a_command_on_a_foreign_revision_is_answered_like_one_on_none() {
    var stranger = TestMaker.enrolled();

    var foreign = stranger.ask(submit(foreign("/revisions/"))).problem(404, "not-found");
    var unknown = stranger.ask(submit(UUID.randomUUID())).problem(404, "not-found");

    assertThat(plain(foreign)).isEqualTo(plain(unknown));
  }

  private static Ask submit(UUID revision) {
    return Ask.post("/revisions/" + revision + "/submit").seen(1);
  }

  private static UUID foreign(String path) {
    if (path.equals("/artisans/")) return maker.oid();
    if (path.equals("/products/")) return product;
    if (path.equals("/revisions/")) {
      var offered = maker.offers(Bodies.product(1, maker.image()));
      return UUID.fromString(offered.at("/revision/oid").asText());
    }
    var order =
        Ask.post("/orders")
            .by(TestOffice.get().newStorefront())
            .body(Bodies.order(maker.sells(5)))
            .send()
            .good();
    return UUID.fromString(order.at("/workOrders/0/oid").asText());
  }

  private static ObjectNode plain(Answer answer) {
    return ((ObjectNode) answer.json()).without("instance");
  }

  private static UUID oid(Answer offered) {
    return UUID.fromString(offered.at("/product/oid").asText());
  }
}
