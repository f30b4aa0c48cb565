package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.storage.DomainJson;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the audit says of the call or the message that brought a change about. */
class CauseIT {
  private static final String ENTRIES = "select count(*) from audit_entries where ";
  private static final String ONE_OF_ITS_KEYS =
      " and key_id in (select oid from artisan_keys where artisan_oid = $2) and artisan_oid = $2";

  private static TestMaker maker;

  @BeforeAll
  static void enrol() {
    maker = TestMaker.enrolled();
  }

  @Test
  void a_signed_call_leaves_its_id_its_key_and_where_it_came_from() {
    UUID request = UUID.randomUUID();

    var answer =
        maker
            .ask(
                Ask.post("/products")
                    .body(Bodies.product(2, maker.image()))
                    .with("X-Request-Id", request.toString()))
            .good();

    assertThat(answer.header("X-Request-Id")).contains(request.toString());
    assertThat(
            TestOffice.get()
                .count(
                    ENTRIES
                        + "request_id = $1 and address = '127.0.0.1' and message_id is null"
                        + ONE_OF_ITS_KEYS,
                    request,
                    maker.oid()))
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void a_call_with_a_token_leaves_its_id_and_no_key() {
    UUID request = UUID.randomUUID();

    UUID applicant = TestMaker.signedUp();
    Ask.post("/artisans/" + applicant + "/activate")
        .by(Role.ARTISAN_MANAGER)
        .seen(1)
        .with("X-Request-Id", request.toString())
        .send()
        .good();

    assertThat(
            TestOffice.get()
                .count(
                    ENTRIES + "request_id = $1 and artisan_oid = $2 and key_id is null",
                    request,
                    applicant))
        .isEqualTo(1);
  }

  @Test
  void a_message_leaves_its_id_its_key_and_its_queue() {
    var product = maker.ask(Ask.post("/products").body(Bodies.product(2, maker.image()))).good();
    UUID oid = UUID.fromString(product.at("/product/oid").asText());

    var data = DomainJson.object().put("oid", oid.toString()).put("available", false);
    assertThat(maker.tell("product.switch", data).getString("status")).isEqualTo("applied");

    assertThat(
            TestOffice.get()
                .count(
                    ENTRIES
                        + "object = $1 and command = 'switch' and request_id is null and"
                        + " message_id in (select message_id from inbox) and address <> ''"
                        + ONE_OF_ITS_KEYS,
                    oid,
                    maker.oid()))
        .isEqualTo(1);
  }
}
