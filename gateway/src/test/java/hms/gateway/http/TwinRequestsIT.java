package hms.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.Together;
import hms.domain.Role;
import hms.storage.DomainJson;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same request fifty times at once, and fifty that want the same. */
class TwinRequestsIT {
  private static final int TWINS = 50;

  private static TestMaker maker;
  private static String shop;

  @BeforeAll
  static void open() {
    maker = TestMaker.enrolled();
    shop = TestOffice.get().newStorefront();
  }

  @Test
  void fifty_twins_at_once_have_one_effect() {
    UUID bowl = maker.sells(100);
    var order = Ask.post("/orders").by(shop).body(Bodies.order(bowl));

    var answers = Together.run(TWINS, n -> order.patiently());

    assertThat(answers).extracting(Answer::status).containsOnly(201);
    assertThat(answers).extracting(each -> each.at("/oid").asText()).containsOnly(oid(answers));
    assertThat(answers)
        // All of them, if the first answer was lost in a busy office and asked for again.
        .filteredOn(each -> each.header("Idempotency-Replayed").isPresent())
        .hasSizeGreaterThanOrEqualTo(TWINS - 1);
    assertThat(orders(bowl)).isEqualTo(1);
    assertThat(reserved(bowl)).isEqualTo(1);
  }

  @Test
  void fifty_twins_of_a_job_make_one_job() {
    var body = DomainJson.object().put("type", "factors");
    body.putObject("parameters").put("from", 1).put("to", 10);
    var job = Ask.post("/jobs").by(Role.OPERATOR).body(body);

    var answers = Together.run(TWINS, n -> job.patiently());

    assertThat(answers).extracting(Answer::status).containsOnly(201);
    assertThat(answers).extracting(each -> each.at("/oid").asText()).containsOnly(oid(answers));
    assertThat(answers)
        // All of them, if the first answer was lost in a busy office and asked for again.
        .filteredOn(each -> each.header("Idempotency-Replayed").isPresent())
        .hasSizeGreaterThanOrEqualTo(TWINS - 1);
  }

  @Test
  void fifty_namesakes_who_sign_up_at_once_are_all_taken() {
    var name = "Ana " + UUID.randomUUID();

    var answers =
        Together.run(
            TWINS,
            n -> Ask.post("/sign-ups").body(Bodies.signUp().put("companyName", name)).patiently());

    assertThat(answers).extracting(Answer::status).containsOnly(202);
  }

  @Test
  void of_twenty_who_decide_at_once_one_wins_and_the_others_are_stale() {
    var artisan = TestMaker.signedUp();

    var answers =
        Together.run(
            20,
            n ->
                Ask.post("/artisans/" + artisan + "/activate")
                    .by(Role.ARTISAN_MANAGER)
                    .seen(1)
                    .patiently());

    assertThat(answers).filteredOn(each -> each.status() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(each -> each.status() != 200)
        .allSatisfy(each -> each.problem(412, "stale").saying("\"actual\":2"));
  }

  private static String oid(List<Answer> answers) {
    return answers.getFirst().at("/oid").asText();
  }

  private static long reserved(UUID product) {
    return TestOffice.get().count("select reserved from stock where product_oid = $1", product);
  }

  private static long orders(UUID product) {
    return TestOffice.get()
        .count("select count(*) from order_lines where product_oid = $1", product);
  }
}
