package hms.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hms.Answer;
import hms.Ask;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.storage.DomainJson;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules that approve: whose they are, what they may, and what still goes to a person. */
class ReviewRulesIT {
  /** Nobody else in these tests proposes a length alone. */
  private static final String LENGTH = "{\"kind\":\"change\",\"onlyFields\":[\"length\"]}";

  private final TestMaker maker = TestMaker.enrolled();
  private JsonNode rule = DomainJson.object();

  @AfterEach
  void disable() {
    if (rule.path("enabled").asBoolean()) rule = act("disable").json();
  }

  @Test
  void a_rule_in_force_approves_what_it_is_about_and_the_artisan_hears_it() {
    inForce(LENGTH, 0);
    UUID bowl = maker.sells(3);

    var revision = edit(bowl, 3, "{\"length\":331}").good().at("/revision");

    Awaitility.await().until(() -> state(revision).equals("approved"));
    var shown = revision(revision);
    assertThat(shown.at("/rule").asText()).isEqualTo(oid(rule));
    assertThat(shown.json().has("reviewer")).isFalse();
    assertThat(product(bowl).at("/content/length").asInt()).isEqualTo(331);
    assertThat(audited(revision)).isEqualTo(1);
    var told = maker.hears("product.updated");
    while (!told.getString("oid").equals(bowl.toString())
        || !told.containsKey("revision")
        || !told.getJsonObject("revision").getString("oid").equals(oid(revision))) {
      told = maker.hears("product.updated");
    }
    assertThat(told.getString("event")).isEqualTo("revision.approved");
  }

  @Test
  void what_no_rule_is_about_waits_for_a_person() {
    inForce(LENGTH, 0);
    UUID bowl = maker.sells(3);

    var revision = edit(bowl, 3, "{\"length\":331,\"name\":\"Elm bowl\"}").good().at("/revision");

    judged(revision);
    assertThat(state(revision)).isEqualTo("submitted");
  }

  @Test
  void a_sample_goes_to_a_person() {
    inForce(LENGTH, 100);
    UUID bowl = maker.sells(3);

    var revision = edit(bowl, 3, "{\"length\":331}").good().at("/revision");

    judged(revision);
    assertThat(state(revision)).isEqualTo("submitted");
  }

  @Test
  void what_a_person_refused_is_not_approved_when_it_is_sent_again() {
    UUID bowl = maker.sells(3);
    var refused = edit(bowl, 3, "{\"length\":331}").good().at("/revision");
    judged(refused);
    Ask.post("/revisions/" + oid(refused) + "/reject")
        .by(Role.REVIEWER)
        .seen(2)
        .body("{\"reason\":\"misleading\"}")
        .send()
        .good();
    inForce(LENGTH, 0);

    var again = edit(bowl, 3, "{\"length\":331}").good().at("/revision");

    judged(again);
    assertThat(state(again)).isEqualTo("submitted");
  }

  @Test
  void what_a_person_wants_changed_goes_back_to_a_person() {
    UUID bowl = maker.sells(3);
    var revision = edit(bowl, 3, "{\"length\":331}").good().at("/revision");
    judged(revision);
    Ask.post("/revisions/" + oid(revision) + "/request-changes")
        .by(Role.REVIEWER)
        .seen(2)
        .body("{\"comments\":[{\"pointer\":\"/length\",\"text\":\"Measure again\"}]}")
        .send()
        .good();
    inForce(LENGTH, 0);

    maker.ask(Ask.post("/revisions/" + oid(revision) + "/submit").seen(3)).good();

    Awaitility.await().until(() -> judgements(revision) == 2);
    assertThat(state(revision)).isEqualTo("submitted");
  }

  @Test
  void a_dry_run_tells_what_it_would_have_done_and_does_nothing() {
    UUID bowl = maker.sells(3);
    var revision = edit(bowl, 3, "{\"width\":77}").good().at("/revision");
    rule = made("{\"onlyFields\":[\"width\"]}", 0);
    var before = dryRun();

    Ask.post("/revisions/" + oid(revision) + "/reject")
        .by(Role.REVIEWER)
        .seen(2)
        .body("{\"reason\":\"other\"}")
        .send()
        .good();

    var after = dryRun();
    assertThat(before.at("/approved").asInt()).isEqualTo(1);
    assertThat(before.at("/decidedOtherwise").asInt()).isZero();
    assertThat(after.at("/approved").asInt()).isEqualTo(1);
    assertThat(after.at("/decidedOtherwise").asInt()).isEqualTo(1);
    assertThat(after.at("/revisions").asInt()).isPositive();
    assertThat(state(revision)).isEqualTo("rejected");
  }

  @Test
  void rules_are_the_administrator_s_and_readable_for_those_who_review() {
    rule = made(LENGTH, 5);
    for (var role : Role.values()) {
      if (role == Role.ADMIN) continue;
      Ask.post("/review-rules").by(role).body(terms(LENGTH, 5)).send().problem(403, "forbidden");
      Ask.post("/review-rules/" + oid(rule) + "/enable")
          .by(role)
          .seen(1)
          .send()
          .problem(403, "forbidden");
    }
    Ask.get("/review-rules/" + oid(rule)).by(Role.REVIEWER).send().good();
    Ask.get("/review-rules").by(Role.AUDITOR).send().good();
    maker.ask(Ask.get("/review-rules")).problem(403, "forbidden");
  }

  @Test
  void a_rule_is_off_at_first_and_does_not_change_while_it_is_on() {
    rule = made(LENGTH, 5);
    assertThat(rule.path("enabled").asBoolean(true)).isFalse();
    rule = act("enable").json();

    put(2, terms(LENGTH, 50)).problem(409, "wrong-state");
    put(1, terms(LENGTH, 50)).problem(412, "stale");
    rule = act("disable").json();
    rule = put(3, terms(LENGTH, 50)).good().json();

    assertThat(rule.path("samplePercent").asInt()).isEqualTo(50);
    assertThat(rule.path("version").asInt()).isEqualTo(4);
  }

  @Test
  void a_condition_that_says_nothing_or_more_than_we_know_is_refused() {
    ask(terms("{}", 5)).problem(422, "invalid").saying("/condition");
    ask(terms("{\"anything\":true}", 5)).problem(422, "invalid").saying("anything");
    ask(terms(LENGTH, 101)).problem(422, "invalid").saying("/samplePercent");
    ask(terms("{\"onlyFields\":[\"colour\"]}", 5)).problem(422, "invalid");
    ask("{\"name\":\"x\",\"samplePercent\":1}").problem(422, "invalid").saying("/condition");
  }

  private void inForce(String condition, int samplePercent) {
    rule = made(condition, samplePercent);
    rule = act("enable").json();
  }

  private static JsonNode made(String condition, int samplePercent) {
    return ask(terms(condition, samplePercent)).good().json();
  }

  private static Answer ask(String terms) {
    return Ask.post("/review-rules").by(Role.ADMIN).body(terms).send();
  }

  private Answer act(String step) {
    return Ask.post("/review-rules/" + oid(rule) + "/" + step)
        .by(Role.ADMIN)
        .seen(rule.path("version").asLong())
        .send()
        .good();
  }

  private Answer put(long seen, String terms) {
    return new Ask("PUT", "/review-rules/" + oid(rule))
        .by(Role.ADMIN)
        .seen(seen)
        .body(terms)
        .send();
  }

  private Answer dryRun() {
    return Ask.get("/review-rules/" + oid(rule) + "/dry-run").by(Role.ADMIN).send().good();
  }

  private static String terms(String condition, int samplePercent) {
    return "{\"name\":\"Measures\",\"condition\":%s,\"samplePercent\":%d}"
        .formatted(condition, samplePercent);
  }

  private Answer edit(UUID product, long seen, String patch) {
    return maker.ask(new Ask("PATCH", "/products/" + product).seen(seen).body(patch));
  }

  private static void judged(JsonNode revision) {
    Awaitility.await().until(() -> judgements(revision) == 1);
  }

  private static long judgements(JsonNode revision) {
    return TestOffice.get()
        .count(
            """
            select count(*) from deadlines
            where object_oid = $1 and kind = 'revision.judge' and done is not null
            """,
            UUID.fromString(oid(revision)));
  }

  private static long audited(JsonNode revision) {
    return TestOffice.get()
        .count(
            """
            select count(*) from audit_entries where object = $1 and command = 'approve_by_rule'
              and actor = 'system:timer' and change::jsonb -> 'review' is not null
            """,
            UUID.fromString(oid(revision)));
  }

  private static String state(JsonNode revision) {
    return revision(revision).at("/state").asText();
  }

  private static Answer revision(JsonNode revision) {
    return Ask.get("/revisions/" + oid(revision)).by(Role.REVIEWER).send().good();
  }

  private static Answer product(UUID oid) {
    return Ask.get("/products/" + oid).by(Role.REVIEWER).send().good();
  }

  private static String oid(JsonNode object) {
    return object.path("oid").asText();
  }
}
