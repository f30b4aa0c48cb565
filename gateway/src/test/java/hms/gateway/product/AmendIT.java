package hms.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.domain.Role;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An artisan changes its revision itself; an administrator takes rules away. */
class AmendIT {
  private final TestMaker maker = TestMaker.enrolled();

  @Test
  void what_a_revision_proposes_is_changed_by_its_version() {
    var revision = maker.offers(Bodies.product(2, maker.image())).at("/revision");
    String path = "/revisions/" + revision.path("oid").asText();
    long seen = revision.path("version").asLong();

    var amended = maker.ask(patch(path, seen)).good();

    assertThat(amended.at("/revision/proposed/summary").asText()).isEqualTo("Ash, not oak.");
    assertThat(amended.header("ETag")).contains("\"v" + (seen + 1) + "\"");
    maker.ask(patch(path, seen)).problem(412, "stale");
    TestMaker.enrolled().ask(patch(path, seen + 1)).problem(404, "not-found");
  }

  @Test
  void one_that_was_decided_on_stays_as_it_is() {
    maker.sells(1);
    var revision = maker.ask(Ask.get("/revisions")).good().at("/items/0");

    maker
        .ask(
            patch("/revisions/" + revision.path("oid").asText(), revision.path("version").asLong()))
        .problem(409, "wrong-state");
  }

  @Test
  void a_rule_that_is_off_and_approved_nothing_is_taken_away() {
    var rule = rule();
    String path = "/review-rules/" + rule.at("/oid").asText();

    Ask.post(path + "/enable").by(Role.ADMIN).seen(1).send().good();
    new Ask("DELETE", path).by(Role.ADMIN).seen(2).send().problem(409, "wrong-state");
    Ask.post(path + "/disable").by(Role.ADMIN).seen(2).send().good();
    new Ask("DELETE", path).by(Role.ADMIN).seen(2).send().problem(412, "stale");

    assertThat(new Ask("DELETE", path).by(Role.ADMIN).seen(3).send().status()).isEqualTo(204);
    Ask.get(path).by(Role.ADMIN).send().problem(404, "not-found");
  }

  private static Answer rule() {
    return Ask.post("/review-rules")
        .by(Role.ADMIN)
        .body(
            """
            {"name": "Measures %s", "samplePercent": 5,
              "condition": {"approvedBefore": 10000, "onlyFields": ["length"]}}
            """
                .formatted(UUID.randomUUID()))
        .send()
        .good();
  }

  private static Ask patch(String path, long seen) {
    return new Ask("PATCH", path).seen(seen).body("{\"summary\":\"Ash, not oak.\"}");
  }
}
