package hms.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A customer who is forgotten leaves nothing that tells of them. */
class EraseCustomerIT {
  private final TestMaker maker = TestMaker.enrolled();
  private final String shop = TestOffice.get().newStorefront();
  private final String name = "Lena" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void nothing_is_left_of_a_customer_and_the_books_stay() {
    var order = bought();
    UUID customer = UUID.fromString(order.at("/customer").asText());
    assertThat(mentions()).isPositive();
    erase(customer).problem(409, "wrong-state").saying("not closed");
    assertThat(mentions()).isPositive();
    close(order);

    var erased = erase(customer).good();

    assertThat(erased.at("/orders").asInt()).isEqualTo(1);
    assertThat(mentions()).isZero();
    var left = Ask.get("/orders/" + oid(order)).by(Role.ORDER_MANAGER).send().good();
    assertThat(left.at("/shipToName").asText()).isEqualTo("erased");
    assertThat(left.at("/shipTo/country").asText()).isEqualTo("GT");
    assertThat(left.at("/total")).isEqualTo(order.at("/total"));
    assertThat(erase(customer).good().at("/at").asText()).isEqualTo(erased.at("/at").asText());
  }

  @Test
  void who_buys_again_is_somebody_new() {
    var order = bought();
    close(order);
    UUID customer = UUID.fromString(order.at("/customer").asText());
    erase(customer).good();

    assertThat(bought().at("/customer").asText()).isNotEqualTo(customer.toString());
  }

  @Test
  void only_an_administrator_erases() {
    for (var role : Role.values()) {
      if (role == Role.ADMIN) continue;
      Ask.post("/customers/" + UUID.randomUUID() + "/erase")
          .by(role)
          .send()
          .problem(403, "forbidden");
    }
    erase(UUID.randomUUID()).problem(404, "not-found");
  }

  /** Orders, customers, work orders and the audit; messages and answers go by their age. */
  private long mentions() {
    return TestOffice.get()
        .count(
            """
            select (select count(*) from orders t where t::text like '%' || $1 || '%')
              + (select count(*) from customers t where t::text like '%' || $1 || '%')
              + (select count(*) from work_orders t where t::text like '%' || $1 || '%')
              + (select count(*) from audit_entries t where t::text like '%' || $1 || '%')
            """,
            name);
  }

  private Answer bought() {
    var body = Bodies.order(maker.sells(3));
    body.put("shipToName", name).put("note", "For " + name);
    ((ObjectNode) body.get("customer")).put("name", name).put("externalId", name);
    return Ask.post("/orders").by(shop).body(body).send().good();
  }

  /** Cancelled and left alone. */
  private void close(Answer order) {
    Ask.post("/orders/" + oid(order) + "/cancel").by(shop).send().good();
    clear(order);
    TestOffice.get().makeDue(UUID.fromString(oid(order)), "order.close");
    Awaitility.await().until(() -> order(order).at("/status").asText().equals("closed"));
  }

  /** It was charged otherwise than the product costs. */
  private static void clear(Answer order) {
    for (var code : order(order).at("/attention")) {
      Ask.post("/orders/" + oid(order) + "/clear-attention")
          .by(Role.ORDER_MANAGER)
          .seen(order(order).at("/version").asLong())
          .body("{\"code\":\"" + code.asText() + "\",\"note\":\"seen\"}")
          .send()
          .good();
    }
  }

  private static Answer order(Answer order) {
    return Ask.get("/orders/" + oid(order)).by(Role.ORDER_MANAGER).send().good();
  }

  private static Answer erase(UUID customer) {
    return Ask.post("/customers/" + customer + "/erase").by(Role.ADMIN).send();
  }

  private static String oid(Answer order) {
    return order.at("/oid").asText();
  }
}
