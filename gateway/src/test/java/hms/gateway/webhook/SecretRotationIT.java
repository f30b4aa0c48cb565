package hms.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.TestOffice;
import hms.TestShop;
import hms.gateway.webhook.Receiver.Call;
import hms.storage.DomainJson;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A storefront takes another secret without missing a message. */
class SecretRotationIT {
  private final TestShop shop = new TestShop();
  private final Receiver receiver = new Receiver(TestOffice.get().vertx());

  @AfterEach
  void close() {
    TestOffice.get().change("delete from webhooks where channel_oid = $1", shop.oid());
    receiver.close();
  }

  @Test
  void both_secrets_sign_until_the_old_one_has_had_its_time() {
    var made = created();
    String first = secret(made);

    var rotated = rotate(made, "{}").good();
    String second = secret(rotated);
    assertThat(second).matches("whsec_[A-Za-z0-9+/]{43}=").isNotEqualTo(first);
    assertThat(rotated.at("/version").asInt()).isEqualTo(2);
    assertThat(rotated.at("/oldSecretUntil").asText()).isGreaterThan(made.at("/created").asText());
    tested(made, 1).verified(first).verified(second);

    String passed = "update webhooks set old_until = now() - interval '1 s' where oid = $1";
    TestOffice.get().change(passed, oid(made));
    var later = tested(made, 2).verified(second);
    assertThat(later.signatures()).hasSize(1);
  }

  @Test
  void a_secret_that_has_leaked_signs_no_more_at_once() {
    var made = created();
    rotate(made, "{}").good();

    var third = rotate(made, "{\"keepSeconds\":0}").good();

    assertThat(third.at("/oldSecretUntil").isMissingNode()).isTrue();
    assertThat(tested(made, 1).verified(secret(third)).signatures()).hasSize(1);
    String kept = "select coalesce(old_wrapped_secret::text, 'none') from webhooks where oid = $1";
    assertThat(TestOffice.get().texts(kept, oid(made))).containsExactly("none");
  }

  @Test
  void nobody_else_may_and_for_a_week_at_most() {
    var made = created();
    String path = "/webhooks/" + oid(made) + "/rotate";

    Ask.post(path).by(new TestShop().token()).body("{}").send().problem(404, "not-found");
    rotate(made, "{\"keepSeconds\":604801}").problem(422, "invalid").saying("/keepSeconds");
    rotate(made, "{\"keepSeconds\":604800}").good();
    var ask = Ask.post(path).by(shop.token()).body("{}");
    ask.send().good();
    assertThat(ask.send().good().at("/secret").isNull()).isTrue();
    String told = "select count(*) from audit_entries where object = $1 and command = 'rotate'";
    assertThat(TestOffice.get().count(told, oid(made))).isEqualTo(2);
  }

  private Answer created() {
    var terms = DomainJson.object().put("url", receiver.url());
    return Ask.post("/webhooks").by(shop.token()).body(terms).send().good();
  }

  private Answer rotate(Answer made, String body) {
    return Ask.post("/webhooks/" + oid(made) + "/rotate").by(shop.token()).body(body).send();
  }

  /** The test that was just asked for: so many have been. */
  private Call tested(Answer made, int n) {
    Ask.post("/webhooks/" + oid(made) + "/test").by(shop.token()).send().good();
    return receiver.calls(n).getLast();
  }

  private static String secret(Answer made) {
    return made.at("/secret").asText();
  }

  private static UUID oid(Answer made) {
    return UUID.fromString(made.at("/oid").asText());
  }
}
