package hms.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.storage.DomainJson;
import org.junit.jupiter.api.Test;

/** Artisan and reviewer talk about a revision while it is open. */
class CommentsIT {
  private final TestMaker maker = TestMaker.enrolled();
  private final Answer offered = maker.offers(Bodies.product(3, maker.image()));
  private final String path = "/revisions/" + offered.at("/revision/oid").asText();

  @Test
  void both_say_something_and_read_what_the_other_said() {
    var said = maker.ask(comment("/summary", "It is walnut.")).good();
    assertThat(said.status()).isEqualTo(201);
    office("/images/0/altText", "Then say so here.").good();

    var read = maker.ask(Ask.get(path)).good();

    assertThat(read.at("/comments").findValuesAsText("text"))
        .containsExactly("It is walnut.", "Then say so here.");
    assertThat(read.at("/comments").findValuesAsText("pointer"))
        .containsExactly("/summary", "/images/0/altText");
    assertThat(read.at("/state")).isEqualTo(offered.at("/revision/state"));
    assertThat(read.at("/version").asLong())
        .isEqualTo(offered.at("/revision/version").asLong() + 2);
  }

  @Test
  void the_artisan_is_told_what_the_office_says_and_not_what_it_said_itself() {
    maker.app();
    maker.ask(comment("/summary", "It is walnut.")).good();
    office("/summary", "Then say so.").good();

    var told = maker.hears("product.updated");
    while (!told.getString("event").equals("revision.commented")) {
      told = maker.hears("product.updated");
    }
    assertThat(told.getJsonObject("revision").getJsonArray("comments")).hasSize(2);
  }

  @Test
  void the_same_request_says_it_once() {
    var ask = comment("/summary", "It is walnut.").by(Role.REVIEWER);
    ask.send().good();

    assertThat(ask.send().good().header("Idempotency-Replayed")).contains("true");
    assertThat(Ask.get(path).by(Role.REVIEWER).send().good().at("/comments")).hasSize(1);
  }

  @Test
  void what_is_bound_to_no_field_or_says_nothing_is_refused() {
    office("/colour", "Red?").problem(422, "invalid").saying("/pointer");
    office("summary", "Red?").problem(422, "invalid");
    office("/summary", " ").problem(422, "invalid").saying("/text");
    office("/summary", "x".repeat(4001)).problem(422, "invalid");
  }

  @Test
  void nobody_talks_about_what_is_decided() {
    Ask.post(path + "/reject")
        .by(Role.REVIEWER)
        .seen(offered.at("/revision/version").asLong())
        .body("{\"reason\":\"price\"}")
        .send()
        .good();

    maker.ask(comment("/summary", "Why?")).problem(409, "wrong-state");
    office("/summary", "Because.").problem(409, "wrong-state");
  }

  @Test
  void strangers_have_no_say() {
    TestMaker.enrolled().ask(comment("/summary", "Ugly.")).problem(404, "not-found");
    comment("/summary", "Ugly.").by(Role.AUDITOR).send().problem(403, "forbidden");
    comment("/summary", "Ugly.").by(Role.ORDER_MANAGER).send().problem(403, "forbidden");
    comment("/summary", "Ugly.")
        .by(TestOffice.get().newStorefront())
        .send()
        .problem(403, "forbidden");
    comment("/summary", "Ugly.").send().problem(401, "unauthenticated");
  }

  private Answer office(String pointer, String text) {
    return comment(pointer, text).by(Role.REVIEWER).send();
  }

  private Ask comment(String pointer, String text) {
    return Ask.post(path + "/comments")
        .body(DomainJson.object().put("pointer", pointer).put("text", text));
  }
}
