package hms.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.Together;
import hms.domain.Role;
import hms.storage.DomainJson;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The review of a proposal: who has it, what becomes of it, and that there is only one. */
class ReviewIT {
  private static final int OPENERS = 16;
  private final TestMaker maker = TestMaker.enrolled();

  @Test
  void of_many_who_open_a_revision_at_once_one_does() {
    UUID bowl = maker.sells(3);

    var answers =
        Together.run(
            OPENERS,
            n ->
                maker.ask(
                    Ask.post("/products/" + bowl + "/revisions")
                        .seen(3)
                        .body("{\"summary\":\"Number " + n + "\"}")));

    assertThat(answers).filteredOn(each -> each.status() == 201).hasSize(1);
    assertThat(answers).filteredOn(each -> each.status() == 409).hasSize(OPENERS - 1);
    assertThat(
            TestOffice.get()
                .count(
                    """
                    select count(*) from product_revisions where product_oid = $1
                      and state in ('draft', 'submitted', 'in_review', 'changes_requested')
                    """,
                    bowl))
        .isEqualTo(1);
  }

  @Test
  void an_artisan_is_reminded_of_changes_that_are_wanted_until_it_answers() {
    var revision = offered();
    var wanted = "{\"comments\":[{\"pointer\":\"/summary\",\"text\":\"Longer, please.\"}]}";
    act(revision, 2, "request-changes", wanted).good();
    assertThat(event("revision.changes_requested")).isTrue();

    TestOffice.get().makeDue(oid(revision), "revision.remind");
    assertThat(event("revision.answer_due")).isTrue();

    maker.ask(Ask.post("/revisions/" + oid(revision) + "/withdraw").seen(3)).good();
    assertThat(
            TestOffice.get()
                .count(
                    "select count(*) from deadlines where object_oid = $1 and done is null",
                    oid(revision)))
        .isZero();
  }

  /** Whether the next message about a product is of this event. */
  private boolean event(String name) {
    return maker.hears("product.updated").getString("event").equals(name);
  }

  @Test
  void a_claimed_revision_is_free_again_when_its_time_is_over() {
    var revision = offered();
    var claimed = act(revision, 2, "claim", "{}").good();
    assertThat(claimed.at("/revision/state").asText()).isEqualTo("in_review");
    assertThat(claimed.at("/revision/reviewer").asText()).contains("reviewer@office.example");

    TestOffice.get().makeDue(oid(revision), "revision.lease");

    Awaitility.await().until(() -> state(revision).equals("submitted"));
    act(revision, 3, "claim", "{}").problem(412, "stale");
    act(revision, 4, "claim", "{}").good();
    act(revision, 5, "release", "{}").good();
    assertThat(state(revision)).isEqualTo("submitted");
  }

  @Test
  void what_the_office_altered_meanwhile_is_a_conflict_until_the_artisan_has_seen_it() {
    UUID bowl = maker.sells(3);
    var edited = edit(bowl, 3, "{\"summary\":\"Mine\"}").good();
    Ask.post("/products/" + bowl + "/alter")
        .by(Role.REVIEWER)
        .seen(3)
        .body("{\"summary\":\"Ours\",\"name\":\"Ash bowl\"}")
        .send()
        .good();
    var revision = edited.at("/revision");
    var clash = act(revision, 2, "approve", "{}").problem(409, "revision-stale");
    assertThat(clash.at("/clashes/0/theirs").asText()).isEqualTo("Ours");
    assertThat(clash.at("/clashes/0/mine").asText()).isEqualTo("Mine");

    edit(bowl, 4, "{\"summary\":\"Mine\"}").good();

    var approved = act(revision, 3, "approve", "{}").good();
    assertThat(approved.at("/product/content/summary").asText()).isEqualTo("Mine");
    assertThat(approved.at("/product/content/name").asText()).isEqualTo("Ash bowl");
  }

  @Test
  void wishes_are_bound_to_fields_and_an_artisan_that_never_answers_loses_its_place() {
    var revision = offered();
    act(revision, 2, "request-changes", wish("/colour")).problem(422, "invalid").saying("/pointer");
    act(revision, 2, "request-changes", wish("/images/0/altText")).good();

    TestOffice.get().makeDue(oid(revision), "revision.expire");

    Awaitility.await().until(() -> state(revision).equals("withdrawn"));
  }

  @Test
  void a_draft_that_nobody_reviews_is_changed_at_once_and_proposed_anew() {
    var offer = maker.offers(Bodies.product(2, maker.image()));
    var product = UUID.fromString(offer.at("/product/oid").asText());
    var revision = offer.at("/revision");
    var back =
        maker.tell(
            "revision.withdraw",
            DomainJson.object().put("oid", revision.path("oid").asText()).put("baseVersion", 2));
    assertThat(back.getString("review")).isEqualTo("withdrawn");

    var edited = edit(product, 1, "{\"summary\":\"Another.\"}").good();
    assertThat(edited.at("/review").asText()).isEqualTo("none");
    assertThat(edited.at("/product/content/summary").asText()).isEqualTo("Another.");
    var opened = maker.tell("revision.open", DomainJson.object().put("oid", product.toString()));

    assertThat(opened.getString("review")).isEqualTo("submitted");
  }

  @Test
  void a_message_on_an_older_version_merges_field_by_field() {
    UUID bowl = maker.sells(3);
    Ask.post("/products/" + bowl + "/alter")
        .by(Role.REVIEWER)
        .seen(3)
        .body("{\"name\":\"Ash bowl\"}")
        .send()
        .good();

    var merged = maker.tell("product.update", update(bowl, "summary", "A bowl of oak.", "Mine"));
    assertThat(merged.getString("status")).isEqualTo("merged");
    var clash = maker.tell("product.update", update(bowl, "name", "Elm bowl", "Fir bowl"));
    assertThat(clash.getString("status")).isEqualTo("conflict");
  }

  @Test
  void nobody_but_a_reviewer_decides_and_the_revision_stays_as_it_was() {
    var revision = offered();
    for (var role : Role.values()) {
      if (role == Role.REVIEWER) continue;
      Ask.post("/revisions/" + oid(revision) + "/claim")
          .by(role)
          .seen(2)
          .send()
          .problem(403, "forbidden");
    }
    maker
        .ask(Ask.post("/revisions/" + oid(revision) + "/approve").seen(2).body("{}"))
        .problem(403, "forbidden");
    assertThat(state(revision)).isEqualTo("submitted");
  }

  @Test
  void a_reviewer_takes_the_oldest_and_hands_it_to_another() {
    offered();
    var taken = Ask.post("/revisions/claim-next").by(Role.REVIEWER).send().good().at("/revision");
    assertThat(taken.path("state").asText()).isEqualTo("in_review");

    var stranger =
        Ask.post("/revisions/" + oid(taken) + "/assign")
            .by(Role.REVIEWER)
            .seen(taken.path("version").asLong())
            .body("{\"reviewer\":\"nobody@example.org\"}")
            .send();

    stranger.problem(422, "invalid").saying("/reviewer");
    act(taken, taken.path("version").asLong(), "release", "{}").good();
  }

  @Test
  void a_reviewer_takes_the_oldest_of_one_artisan() {
    var own = TestMaker.enrolled();
    var first = own.offers(Bodies.product(1, own.image())).at("/revision");
    own.offers(Bodies.product(1, own.image()));
    var ask = Ask.post("/revisions/claim-next").body("{\"artisan\":\"" + own.oid() + "\"}");

    var taken = ask.by(Role.REVIEWER).send().good().at("/revision");

    assertThat(taken.path("oid")).isEqualTo(first.path("oid"));
    var nobody = "{\"artisan\":\"" + UUID.randomUUID() + "\"}";
    var none = Ask.post("/revisions/claim-next").by(Role.REVIEWER).body(nobody).send();
    assertThat(none.status()).isEqualTo(204);
    Ask.post("/revisions/claim-next")
        .by(Role.REVIEWER)
        .body("{\"artisan\":\"me\"}")
        .send()
        .problem(422, "invalid")
        .saying("/artisan");
  }

  private JsonNode offered() {
    return maker.offers(Bodies.product(2, maker.image())).at("/revision");
  }

  private Answer edit(UUID product, long seen, String patch) {
    return maker.ask(new Ask("PATCH", "/products/" + product).seen(seen).body(patch));
  }

  private static Answer act(JsonNode revision, long seen, String step, String body) {
    return Ask.post("/revisions/" + oid(revision) + "/" + step)
        .by(Role.REVIEWER)
        .seen(seen)
        .body(body)
        .send();
  }

  private static String wish(String pointer) {
    return "{\"comments\":[{\"pointer\":\"" + pointer + "\",\"text\":\"Say more\"}]}";
  }

  private static Object update(UUID product, String field, String from, String to) {
    var data = DomainJson.object().put("oid", product.toString()).put("baseVersion", 3);
    data.putArray("changes").addObject().put("field", field).put("from", from).put("to", to);
    return data;
  }

  private static String state(JsonNode revision) {
    return Ask.get("/revisions/" + oid(revision))
        .by(Role.REVIEWER)
        .send()
        .good()
        .at("/state")
        .asText();
  }

  private static UUID oid(JsonNode revision) {
    return UUID.fromString(revision.path("oid").asText());
  }
}
