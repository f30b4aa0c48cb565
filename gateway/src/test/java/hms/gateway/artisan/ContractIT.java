package hms.gateway.artisan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.domain.Role;
import hms.storage.DomainJson;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An artisan's contract, from sign-up to its end, by the office's doors. */
class ContractIT {

  @Test
  void the_office_takes_somebody_on_who_has_not_applied() {
    var created =
        Ask.post("/artisans").by(Role.ARTISAN_MANAGER).body(Bodies.signUp()).send().good();

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.at("/state").asText()).isEqualTo("active");
    assertThat(created.at("/queueId").asText()).startsWith("art-");
    assertThat(created.at("/enrolmentCode").asText()).hasSizeGreaterThan(32);
  }

  @Test
  void an_email_belongs_to_one_active_or_suspended_artisan() {
    var profile = Bodies.signUp();
    UUID first = created(profile);
    Ask.post("/artisans").by(Role.ARTISAN_MANAGER).body(profile).send().problem(409, "duplicate");
    take(first, 1, "suspend").good();
    Ask.post("/artisans").by(Role.ARTISAN_MANAGER).body(profile).send().problem(409, "duplicate");
    take(first, 2, "close").good();

    Ask.post("/artisans").by(Role.ARTISAN_MANAGER).body(profile).send().good();

    plain(first, 3, "reopen").problem(409, "duplicate");
  }

  @Test
  void a_sign_up_answers_the_same_whether_or_not_the_email_is_known() {
    var profile = Bodies.signUp();
    UUID known = created(profile);

    var answer = Ask.post("/sign-ups").body(profile).send().good();

    assertThat(answer.status()).isEqualTo(202);
    var applied = "/artisans/" + answer.at("/reference").asText();
    var shown = Ask.get(applied).by(Role.ARTISAN_MANAGER).send().good();
    assertThat(shown.at("/lookAlikes/0/oid").asText()).isEqualTo(known.toString());
  }

  @Test
  void a_suspended_artisan_sells_nothing_until_it_is_reinstated() {
    var maker = TestMaker.enrolled();
    UUID product = maker.sells(3);
    String shown = "/catalogue/products/" + product;
    Ask.get(shown).send().good();

    take(maker.oid(), 2, "suspend").good();

    Ask.get(shown).send().problem(404, "not-found");
    var notice = maker.hears("artisan.updated");
    assertThat(notice.getString("state")).isEqualTo("suspended");
    assertThat(notice.getString("reason")).isEqualTo("as agreed");
    var switched = new Ask("PUT", "/products/" + product + "/available").seen(3);
    maker.ask(switched.body("{\"available\":false}")).problem(403, "denied");
    plain(maker.oid(), 3, "reinstate").good();
    Ask.get(shown).send().good();
  }

  @Test
  void open_work_keeps_a_contract() {
    var maker = TestMaker.enrolled();
    var shop = TestOffice.get().newStorefront();
    var order = Ask.post("/orders").by(shop).body(Bodies.order(maker.sells(3))).send().good();

    take(maker.oid(), 2, "close")
        .problem(409, "wrong-state")
        .saying("open-units", order.at("/number").asText() + "-1");

    assertThat(version(maker.oid())).isEqualTo(2);
  }

  @Test
  void the_end_of_a_contract_ends_what_hangs_on_it() {
    var maker = TestMaker.enrolled();
    UUID product = maker.sells(3);
    var offered = maker.offers(Bodies.product(2, maker.image()));
    var late = Bodies.product(1, maker.image());

    take(maker.oid(), 2, "close").good();

    assertThat(reviewState(offered)).isEqualTo("superseded");
    assertThat(maker.hears("artisan.deleted").getString("oid")).isEqualTo(maker.oid().toString());
    Ask.get("/catalogue/products/" + product).send().problem(404, "not-found");
    var denied = maker.tell("product.create", late);
    assertThat(denied.getJsonObject("problem").getString("code")).isEqualTo("denied");
    var key = Ask.get("/keys/" + maker.enrolment().key()).by(Role.ARTISAN_MANAGER).send().good();
    assertThat(key.at("/state").asText()).isEqualTo("retiring");
  }

  @Test
  void an_artisan_writes_its_own_data_and_a_new_email_waits() {
    var maker = TestMaker.enrolled();
    String self = "/artisans/" + maker.oid();
    var asked =
        maker.ask(
            new Ask("PATCH", self)
                .seen(2)
                .body(
                    "{\"companyName\":\"Oak Ltd\",\"email\":\"oak%s@maker.example\"}"
                        .formatted(UUID.randomUUID())));
    asked.good();

    assertThat(asked.at("/profile/companyName").asText()).isEqualTo("Oak Ltd");
    assertThat(asked.at("/displayName").asText()).isEqualTo("Oak Ltd");
    String waiting = asked.at("/pendingEmail").asText();
    assertThat(waiting).startsWith("oak");
    var confirmed = plain(maker.oid(), 3, "confirm-email").good();
    assertThat(confirmed.at("/profile/email").asText()).isEqualTo(waiting);
  }

  @Test
  void what_is_the_offices_alone_an_artisan_neither_writes_nor_sees() {
    var maker = TestMaker.enrolled();
    String self = "/artisans/" + maker.oid();
    var patch = new Ask("PATCH", self).seen(2);
    maker.ask(patch.body("{\"notes\":\"good\"}")).problem(403, "denied").saying("notes");
    patch = new Ask("PATCH", self).seen(2);
    maker.ask(patch.body("{\"state\":\"closed\"}")).problem(403, "denied").saying("state");
    new Ask("PATCH", self)
        .by(Role.ARTISAN_MANAGER)
        .seen(2)
        .body("{\"notes\":\"pays late\",\"awayFrom\":\"2026-12-24\"}")
        .send()
        .problem(422, "invalid")
        .saying("/awayTo");
    new Ask("PATCH", self)
        .by(Role.ARTISAN_MANAGER)
        .seen(2)
        .body("{\"notes\":\"pays late\"}")
        .send()
        .good();

    assertThat(maker.ask(Ask.get(self)).good().text()).doesNotContain("pays late");
    assertThat(maker.hears("artisan.updated").encode()).doesNotContain("pays late");
  }

  @Test
  void an_artisan_writes_by_message_too_and_hears_what_clashes() {
    var maker = TestMaker.enrolled();
    var applied = maker.tell("artisan.update", update(maker, 2, "companyName", null, "Oak Ltd"));
    assertThat(applied.getString("status")).isEqualTo("applied");
    assertThat(applied.getLong("version")).isEqualTo(3);

    var merged = maker.tell("artisan.update", update(maker, 2, "honorific", null, "Dr."));
    assertThat(merged.getString("status")).isEqualTo("merged");
    var clash = maker.tell("artisan.update", update(maker, 2, "companyName", null, "Ash Ltd"));
    assertThat(clash.getString("status")).isEqualTo("conflict");
    assertThat(clash.getJsonArray("conflicts").getJsonObject(0).getString("theirs"))
        .isEqualTo("Oak Ltd");
    var denied = maker.tell("artisan.update", update(maker, 4, "queueId", null, "art-mine"));
    assertThat(denied.getJsonObject("problem").encode()).contains("denied", "queueId");
  }

  @Test
  void nobody_steps_without_the_right_and_the_row_stays_as_it_was() {
    UUID applicant = TestMaker.signedUp();
    for (var role : Role.values()) {
      if (role == Role.ARTISAN_MANAGER) continue;
      for (var path : new String[] {"activate", "reinstate", "reopen", "confirm-email"}) {
        Ask.post("/artisans/" + applicant + "/" + path)
            .by(role)
            .seen(1)
            .send()
            .problem(403, "forbidden");
      }
    }
    for (var path : new String[] {"reinstate", "reopen", "confirm-email"}) {
      plain(applicant, 1, path).problem(409, "wrong-state").saying("allowed", "from");
    }
    take(applicant, 1, "suspend").problem(409, "wrong-state");
    assertThat(version(applicant)).isEqualTo(1);
  }

  @Test
  void who_was_declined_is_forgotten_after_ninety_days() {
    var applicant = TestMaker.signedUp();
    String path = "/artisans/" + applicant;
    Ask.post(path + "/decline")
        .by(Role.ARTISAN_MANAGER)
        .seen(1)
        .body("{\"reason\":\"no\"}")
        .send()
        .good();

    TestOffice.get().makeDue(applicant, "artisan.erase");

    Awaitility.await()
        .until(
            () -> Ask.get(path).by(Role.ARTISAN_MANAGER).send().good().at("/version").asInt() == 3);
    var left = Ask.get(path).by(Role.ARTISAN_MANAGER).send().good();
    assertThat(left.at("/state").asText()).isEqualTo("declined");
    assertThat(left.at("/profile").toString()).doesNotContain("Mira", "maker.example");
    assertThat(left.at("/handle").asText()).startsWith("erased-");
  }

  @Test
  void an_application_lapses_and_a_closed_contract_is_purged_in_time() {
    UUID applicant = TestMaker.signedUp();
    TestOffice.get().makeDue(applicant, "artisan.decline");
    Awaitility.await().until(() -> state(applicant).equals("declined"));

    var maker = TestMaker.enrolled();
    take(maker.oid(), 2, "close").good();
    TestOffice.get().makeDue(maker.enrolment().key(), "key.retire");
    TestOffice.get().makeDue(maker.oid(), "artisan.purge");

    Awaitility.await().until(() -> !shown(maker.oid()).at("/purged").isMissingNode());
    plain(maker.oid(), 4, "reopen").problem(409, "wrong-state").saying("purged");
    maker.ask(Ask.get("/artisans/" + maker.oid())).problem(401, "untrusted");
  }

  private static ObjectNode update(
      TestMaker maker, long base, String field, String from, String to) {
    var data = DomainJson.object().put("oid", maker.oid().toString()).put("baseVersion", base);
    data.putArray("changes").addObject().put("field", field).put("from", from).put("to", to);
    return data;
  }

  private static UUID created(ObjectNode profile) {
    var answer = Ask.post("/artisans").by(Role.ARTISAN_MANAGER).body(profile).send().good();
    return UUID.fromString(answer.at("/oid").asText());
  }

  private static Answer take(UUID artisan, long seen, String step) {
    return Ask.post("/artisans/" + artisan + "/" + step)
        .by(Role.ARTISAN_MANAGER)
        .seen(seen)
        .body("{\"reason\":\"as agreed\"}")
        .send();
  }

  private static Answer plain(UUID artisan, long seen, String step) {
    return Ask.post("/artisans/" + artisan + "/" + step).by(Role.ARTISAN_MANAGER).seen(seen).send();
  }

  private static String reviewState(Answer offered) {
    String path = "/revisions/" + offered.at("/revision/oid").asText();
    return Ask.get(path).by(Role.REVIEWER).send().good().at("/state").asText();
  }

  private static Answer shown(UUID artisan) {
    return Ask.get("/artisans/" + artisan).by(Role.ARTISAN_MANAGER).send().good();
  }

  private static String state(UUID artisan) {
    return shown(artisan).at("/state").asText();
  }

  private static long version(UUID artisan) {
    return shown(artisan).at("/version").asLong();
  }
}
