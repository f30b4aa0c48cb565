package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people call an object by may stand where its id does. */
final class ReferencesIT {
  private static TestMaker maker;
  private static String shop;
  private static Answer order;

  @BeforeAll
  static void trade() {
    maker = TestMaker.enrolled();
    shop = TestOffice.get().newStorefront();
    order = Ask.post("/orders").by(shop).body(Bodies.order(maker.sells(3))).send().good();
  }

  @Test
  void an_order_and_its_parts_are_found_by_their_numbers() {
    String number = order.at("/number").asText();
    String reference = order.at("/workOrders/0/reference").asText();

    var found = Ask.get("/orders/" + number).by(shop).send().good();
    var part = maker.ask(Ask.get("/work-orders/" + reference)).good();

    assertThat(found.at("/oid")).isEqualTo(order.at("/oid"));
    assertThat(Ask.get("/orders/" + number + "/timeline").by(shop).send().good().status())
        .isEqualTo(200);
    assertThat(part.at("/oid")).isEqualTo(order.at("/workOrders/0/oid"));
    maker.ask(Ask.post("/work-orders/" + reference + "/receipt")).good();
  }

  @Test
  void a_revision_is_changed_by_its_number_and_a_stale_one_is_explained() {
    var revision = maker.offers(Bodies.product(1, maker.image())).at("/revision");
    String path = "/revisions/" + revision.path("number").asText();
    long seen = revision.path("version").asLong();
    Ask.post(path + "/claim").by(Role.REVIEWER).seen(seen).send().good();

    var stale =
        Ask.post(path + "/approve").by(Role.REVIEWER).seen(seen).send().problem(412, "stale");

    assertThat(stale.at("/changedFields").toString()).contains("state");
  }

  @Test
  void a_part_of_a_batch_is_found_so_too() {
    var batch =
        """
        {"operations":[{"opId":"a","operationId":"clearAttention","path":{"oid":"%s"},"ifMatch":"\\"v1\\"",
          "body":{"code":"late","note":"Seen"}},
         {"opId":"b","operationId":"clearAttention","path":{"oid":"2026-99999999"},"ifMatch":"\\"v1\\"",
          "body":{"code":"late","note":"Seen"}}]}
        """
            .formatted(order.at("/number").asText());

    var results = Ask.post("/batches").by(Role.ORDER_MANAGER).body(batch).send().good();

    assertThat(results.at("/results/0/status").asInt()).as(results.text()).isNotEqualTo(404);
    assertThat(results.at("/results/1/status").asInt()).isEqualTo(404);
  }

  @Test
  void a_foreign_one_is_as_unknown_as_one_that_there_is_not() {
    String other = TestOffice.get().newStorefront();

    var foreign = Ask.get("/orders/" + order.at("/number").asText()).by(other).send();
    var unknown = Ask.get("/orders/2026-99999999").by(other).send();
    foreign.problem(404, "not-found");
    unknown.problem(404, "not-found");

    assertThat(foreign.at("/detail")).isEqualTo(unknown.at("/detail"));
    TestMaker.enrolled()
        .ask(Ask.get("/work-orders/" + order.at("/workOrders/0/reference").asText()))
        .problem(404, "not-found");
    Ask.get("/orders/R-1").by(shop).send().problem(404, "not-found");
    Ask.get("/revisions/R-999999999999").by(Role.REVIEWER).send().problem(404, "not-found");
    Ask.get("/products/2026-00001").by(Role.REVIEWER).send().problem(404, "not-found");
  }

  @Test
  void artisans_are_found_by_words_of_their_names() {
    String name = "Zwiebelfisch" + System.nanoTime();
    var body = Bodies.signUp().put("companyName", name + " & Co");
    var made = Ask.post("/artisans").by(Role.ARTISAN_MANAGER).body(body).send().good();

    var found = Ask.get("/artisans?q=" + name).by(Role.ARTISAN_MANAGER).send().good();

    assertThat(found.at("/items").size()).isEqualTo(1);
    assertThat(found.at("/items/0/oid")).isEqualTo(made.at("/oid"));
  }
}
