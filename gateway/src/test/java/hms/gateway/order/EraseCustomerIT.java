package hms.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.storage.DomainJson;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A customer who is forgotten leaves nothing that tells of them. */
class EraseCustomerIT {
  private static final List<String> GO_BY_AGE =
      List.of("outbox", "inbox", "parked_messages", "channel_notices", "idempotency_keys");

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

  /** How many rows of any table tell of the customer; what was sent or answered goes by its age. */
  private long mentions() {
    return tables().stream()
        .mapToLong(table ->
            TestOffice.get()
                .count(
                    "select count(*) from %s t where t::text ilike '%%' || $1 || '%%'"
                        .formatted(table),
                    name))
        .sum();
  }

  /** All of them, so that a new one cannot be forgotten. */
  private static List<String> tables() {
    var all =
        TestOffice.get()
            .texts(
                """
                select table_name::text from information_schema.tables
                where table_schema = 'public' and table_type = 'BASE TABLE'
                """);
    assertThat(all).containsAll(GO_BY_AGE).contains("audit_entries", "customers", "work_orders");
    return all.stream().filter(table -> !GO_BY_AGE.contains(table)).toList();
  }

  /** That the name changed from this to that can be proved by who has the key, and is not said. */
  @Test
  void the_audit_has_digests_of_it() {
    var order = bought();

    var change =
        TestOffice.get()
            .texts(
                "select change from audit_entries where object = $1 and object_version = 1",
                UUID.fromString(oid(order)))
            .getFirst();

    var shipTo = DomainJson.own(change, JsonNode.class).at("/shipToName/to").asText();
    assertThat(shipTo).matches("hmac-sha256:[0-9a-f]{64}");
    assertThat(change).doesNotContain(name);
  }

  private Answer bought() {
    var body = Bodies.order(maker.sells(3));
    body.put("shipToName", name).put("note", "For " + name);
    ((ObjectNode) body.get("shipTo")).put("streetAddress", "7 " + name + " Street");
    var customer = (ObjectNode) body.get("customer");
    customer.put("name", name).put("externalId", name).put("email", name + "@shop.example");
    ((ObjectNode) customer.get("billingAddress")).put("streetAddress", "8 " + name + " Street");
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
