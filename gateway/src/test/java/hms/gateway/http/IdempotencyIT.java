package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A request that is sent again has no second effect. */
class IdempotencyIT {
  private static TestMaker maker;
  private static String shop;

  @BeforeAll
  static void open() {
    maker = TestMaker.enrolled();
    shop = TestOffice.get().newStorefront();
  }

  @Test
  void a_repetition_is_answered_as_before_and_acts_no_more() {
    UUID bowl = maker.sells(5);
    var order = Ask.post("/orders").by(shop).body(Bodies.order(bowl));
    var first = order.send().good();

    var again = order.send();

    assertThat(again.json()).isEqualTo(first.json());
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(again.header("Idempotency-Replayed")).contains("true");
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(reserved(bowl)).isEqualTo(1);
    assertThat(orders(bowl)).isEqualTo(1);
  }

  @Test
  void another_request_under_the_key_is_refused() {
    UUID bowl = maker.sells(5);
    var order = Ask.post("/orders").by(shop).body(Bodies.order(bowl));
    order.send().good();

    order.body(Bodies.order(bowl)).send().problem(422, "idempotency-key-reused");

    assertThat(orders(bowl)).isEqualTo(1);
  }

  @Test
  void the_key_of_somebody_else_is_another_key() {
    UUID bowl = maker.sells(5);
    var order = Ask.post("/orders").by(shop).body(Bodies.order(bowl));
    order.send().good();

    var other = order.by(TestOffice.get().newStorefront()).send().good();

    assertThat(other.header("Idempotency-Replayed")).isEmpty();
    assertThat(orders(bowl)).isEqualTo(2);
  }

  @Test
  void a_refusal_is_kept_and_told_again() {
    UUID bowl = maker.sells(1);
    var order = Ask.post("/orders").by(shop).body(of(2, bowl));
    order.send().problem(409, "shortage");

    var again = order.send().problem(409, "shortage");

    assertThat(again.header("Idempotency-Replayed")).contains("true");
  }

  @Test
  void a_code_that_is_shown_once_is_not_told_again() {
    var artisan = TestMaker.signedUp();
    var activation =
        Ask.post("/artisans/" + artisan + "/activate").by(Role.ARTISAN_MANAGER).seen(1);
    assertThat(activation.send().good().at("/enrolmentCode").asText()).isNotBlank();

    var again = activation.send().good();

    assertThat(again.header("Idempotency-Replayed")).contains("true");
    assertThat(again.at("/enrolmentCode").isNull()).isTrue();
    assertThat(again.at("/queueId").asText()).startsWith("art-");
  }

  @Test
  void a_password_that_is_shown_once_is_neither_told_again_nor_changed() {
    var ask = Ask.post("/artisans/" + maker.oid() + "/broker-account").by(Role.ARTISAN_MANAGER);
    ask.send().good();
    long before = accounts();

    var again = ask.send().good();

    assertThat(again.header("Idempotency-Replayed")).contains("true");
    assertThat(again.at("/password").isNull()).isTrue();
    assertThat(accounts()).isEqualTo(before);
  }

  @Test
  void a_refusal_after_the_first_write_leaves_nothing_at_all() {
    UUID plenty = maker.sells(5);
    UUID few = maker.sells(1);
    var body = Bodies.order(plenty, few);
    ((ObjectNode) body.at("/lines/1")).put("quantity", 2);
    long customers = TestOffice.get().count("select count(*) from customers");

    var answer =
        Ask.post("/orders").by(shop).body(Bodies.summed(body)).send().problem(409, "shortage");

    assertThat(answer.at("/products/0/product").asText()).isEqualTo(few.toString());
    assertThat(reserved(plenty) + reserved(few)).isZero();
    assertThat(orders(plenty) + orders(few)).isZero();
    assertThat(TestOffice.get().count("select count(*) from customers")).isEqualTo(customers);
  }

  private static ObjectNode of(int pieces, UUID product) {
    var body = Bodies.order(product);
    ((ObjectNode) body.at("/lines/0")).put("quantity", pieces);
    return Bodies.summed(body);
  }

  private static long reserved(UUID product) {
    return TestOffice.get().count("select reserved from stock where product_oid = $1", product);
  }

  private static long orders(UUID product) {
    return TestOffice.get()
        .count("select count(*) from order_lines where product_oid = $1", product);
  }

  private static long accounts() {
    return TestOffice.get()
        .count(
            "select hashtext(hash::text)::bigint from broker_accounts where recipient_oid = $1",
            maker.oid());
  }
}
