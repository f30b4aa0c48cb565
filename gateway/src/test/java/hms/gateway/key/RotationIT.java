package hms.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.SignedAsk;
import hms.TestMaker;
import hms.TestOffice;
import hms.artisan.Enrolled;
import hms.domain.Role;
import hms.domain.message.KeyAgreement;
import hms.domain.message.KeyProof;
import hms.storage.DomainJson;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** One key follows another, and a revoked one is refused at once. */
class RotationIT {

  @Test
  void a_new_key_takes_over_and_the_former_still_verifies_for_a_week() {
    var maker = TestMaker.enrolled();
    var next = rotated(maker);

    assertThat(state(next.key())).isEqualTo("active");
    assertThat(state(maker.enrolment().key())).isEqualTo("retiring");
    maker.ask(Ask.get("/artisans/" + maker.oid())).good();
    SignedAsk.by(next, Ask.get("/artisans/" + maker.oid())).send().good();

    TestOffice.get().makeDue(maker.enrolment().key(), "key.retire");
    Awaitility.await().until(() -> state(maker.enrolment().key()).equals("retired"));
    maker.ask(Ask.get("/artisans/" + maker.oid())).problem(401, "untrusted");
  }

  @Test
  void a_revoked_key_is_refused_at_once_by_both_doors() {
    var maker = TestMaker.enrolled();
    var app = maker.app();
    Ask.post("/keys/" + maker.enrolment().key() + "/revoke")
        .by(Role.ARTISAN_MANAGER)
        .body("{\"reason\":\"the laptop was stolen\"}")
        .send()
        .good();

    maker.ask(Ask.get("/artisans/" + maker.oid())).problem(401, "untrusted");
    long before = rejected(maker);
    var unused = app.send("product.switch", new JsonObject());
    Awaitility.await().until(() -> rejected(maker) > before);
  }

  @Test
  void whoever_lost_its_key_gets_a_new_code_and_nobody_else_does() {
    var maker = TestMaker.enrolled();
    var codes = "/artisans/" + maker.oid() + "/enrolments";
    Ask.post(codes).by(Role.ARTISAN_MANAGER).send().problem(409, "wrong-state");
    revoke(maker, maker.enrolment().key()).good();

    var code = Ask.post(codes).by(Role.ARTISAN_MANAGER).send().good();

    assertThat(code.at("/enrolmentCode").asText()).hasSizeGreaterThan(32);
    Ask.post(codes).by(Role.REVIEWER).send().problem(403, "forbidden");
  }

  @Test
  void only_one_key_is_pending_and_it_lapses_when_nobody_proves_it() {
    var maker = TestMaker.enrolled();
    var first = issue(maker, KeyAgreement.generate(new SecureRandom())).good();
    issue(maker, KeyAgreement.generate(new SecureRandom())).problem(409, "duplicate");
    var key = UUID.fromString(first.at("/key").asText());
    var again = new Ask("POST", "/keys/" + key + "/challenge").body("{}").send().good();
    assertThat(again.at("/challenge").asText()).isNotEqualTo(first.at("/challenge").asText());

    TestOffice.get().makeDue(key, "key.expire");

    Awaitility.await().until(() -> state(key).equals("revoked"));
    issue(maker, KeyAgreement.generate(new SecureRandom())).good();
  }

  @Test
  void a_foreign_key_is_not_there() {
    var maker = TestMaker.enrolled();
    var stranger = TestMaker.enrolled();
    var foreign = maker.enrolment().key();

    stranger.ask(Ask.get("/keys/" + foreign)).problem(404, "not-found");
    revokeAs(stranger, foreign).problem(404, "not-found");
    stranger.ask(Ask.get("/artisans/" + maker.oid() + "/keys")).problem(404, "not-found");
    assertThat(state(foreign)).isEqualTo("active");
  }

  @Test
  void a_key_is_rotated_by_message_too() {
    var maker = TestMaker.enrolled();
    var pair = KeyAgreement.generate(new SecureRandom());
    var issued =
        maker.tell(
            "key.issue",
            DomainJson.object().put("algorithm", "hmac_sha256").put("agreeKey", pair.agreeKey()));
    var key = UUID.fromString(issued.getString("key"));
    var secret =
        pair.secretForArtisan(issued.getString("agreeKey"), key, KeyAgreement.rotationSalt())
            .orThrow();
    String proof = new KeyProof(key, issued.getString("challenge")).sign(secret);

    // The reply is signed by the new key, which this app has not been given: it stays unread.
    var unread =
        maker
            .app()
            .send("key.prove", new JsonObject().put("key", key.toString()).put("signature", proof));

    Awaitility.await().until(() -> state(key).equals("active"));
    assertThat(unread.isComplete()).isFalse();
    assertThat(state(maker.enrolment().key())).isEqualTo("retiring");
  }

  private static Enrolled rotated(TestMaker maker) {
    var pair = KeyAgreement.generate(new SecureRandom());
    var issued = issue(maker, pair).good();
    var key = UUID.fromString(issued.at("/key").asText());
    var secret =
        pair.secretForArtisan(issued.at("/agreeKey").asText(), key, KeyAgreement.rotationSalt())
            .orThrow();
    String proof = new KeyProof(key, issued.at("/challenge").asText()).sign(secret);
    new Ask("POST", "/keys/" + key + "/prove")
        .body(DomainJson.object().put("signature", proof))
        .send()
        .good();
    var old = maker.enrolment();
    return new Enrolled(old.artisan(), old.queueId(), old.office(), old.broker(), key, secret);
  }

  private static Answer issue(TestMaker maker, KeyAgreement pair) {
    return maker.ask(
        Ask.post("/artisans/" + maker.oid() + "/keys")
            .body(
                DomainJson.object()
                    .put("algorithm", "hmac_sha256")
                    .put("agreeKey", pair.agreeKey())));
  }

  private static Answer revoke(TestMaker maker, UUID key) {
    return revokeAs(maker, key);
  }

  private static Answer revokeAs(TestMaker who, UUID key) {
    return who.ask(Ask.post("/keys/" + key + "/revoke").body("{\"reason\":\"lost\"}"));
  }

  private static String state(UUID key) {
    return Ask.get("/keys/" + key).by(Role.ARTISAN_MANAGER).send().good().at("/state").asText();
  }

  private static long rejected(TestMaker maker) {
    return TestOffice.get()
        .count(
            "select count(*) from security_events where kind = 'revoked_key' and key_id = $1",
            maker.enrolment().key().toString());
  }
}
