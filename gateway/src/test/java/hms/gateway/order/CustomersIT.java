package hms.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import org.junit.jupiter.api.Test;

/** Who bought, as far as one may know. */
class CustomersIT {
  private final TestMaker maker = TestMaker.enrolled();
  private final String shop = TestOffice.get().newStorefront();
  private final Answer order =
      Ask.post("/orders").by(shop).body(Bodies.order(maker.sells(3))).send().good();
  private final String path = "/customers/" + order.at("/customer").asText();

  @Test
  void its_shop_and_the_office_read_what_the_shop_told() {
    var told = Ask.get(path).by(shop).send().good();

    assertThat(told.at("/name").asText()).isEqualTo("Lena Brandt");
    assertThat(told.at("/billingAddress/city").asText()).isEqualTo("Panajachel");
    assertThat(Ask.get(path).by(Role.ORDER_MANAGER).send().good().json()).isEqualTo(told.json());
  }

  @Test
  void another_shop_and_artisans_know_nothing_of_it() {
    var other = TestOffice.get().newStorefront();

    Ask.get(path).by(other).send().problem(404, "not-found");
    assertThat(Ask.get("/customers").by(other).send().good().at("/items").size()).isZero();
    maker.ask(Ask.get(path)).problem(403, "forbidden");
  }

  @Test
  void a_shop_finds_its_own_by_its_own_id() {
    String external = Ask.get(path).by(shop).send().good().at("/externalId").asText();

    var found = Ask.get("/customers?externalId=" + external).by(shop).send().good();

    assertThat(found.at("/items/0/oid").asText()).isEqualTo(order.at("/customer").asText());
    assertThat(found.at("/items").size()).isEqualTo(1);
  }

  @Test
  void who_tells_something_else_makes_a_new_version() {
    String before = Ask.get(path).by(shop).send().good().header("ETag").orElseThrow();
    var body = Bodies.order(maker.sells(3));
    var customer = (ObjectNode) body.get("customer");
    customer.put("externalId", Ask.get(path).by(shop).send().good().at("/externalId").asText());
    Ask.post("/orders").by(shop).body(body).send().good();
    assertThat(Ask.get(path).by(shop).send().good().header("ETag")).contains(before);

    customer.put("name", "Lena Brandt-Wolf");
    Ask.post("/orders").by(shop).body(body.put("externalId", "web-2")).send().good();

    var after = Ask.get(path).by(shop).send().good();
    assertThat(after.at("/name").asText()).isEqualTo("Lena Brandt-Wolf");
    assertThat(after.header("ETag").orElseThrow()).startsWith("\"v2-");
  }
}
