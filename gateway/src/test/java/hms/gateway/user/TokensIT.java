package hms.gateway.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.TestOffice;
import hms.domain.Role;
import hms.gateway.session.Person;
import hms.storage.DomainJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What programs come in with, made and taken back by people. */
class TokensIT {

  @Test
  void a_token_has_of_its_holders_rights_those_that_it_was_given() {
    var person = Person.with(Role.REVIEWER, Role.ORDER_MANAGER);
    var made = create(person.token(), terms("customers.read")).good();
    String token = made.at("/token").asText();

    Ask.get("/customers").by(token).send().good();
    Ask.get("/revisions").by(token).send().problem(403, "forbidden");
    assertThat(Ask.get("/whoami").by(token).send().good().at("/permissions"))
        .hasToString("[\"customers.read\",\"account.read\"]");

    TestOffice.get()
        .change("update office_users set roles = '{reviewer}' where oid = $1", person.oid());
    Ask.get("/customers").by(token).send().problem(403, "forbidden");
  }

  @Test
  void nobody_gives_away_what_they_do_not_have() {
    String reviewer = Person.with(Role.REVIEWER).token();

    create(reviewer, terms("customers.read"))
        .problem(403, "denied")
        .saying("/scopes", "customers.read");
    create(reviewer, terms("account.edit")).problem(403, "denied");
    create(reviewer, terms("house.act")).problem(403, "denied");
    create(reviewer, terms("no.such")).problem(422, "invalid");
  }

  @Test
  void it_ends_within_a_year() {
    String reviewer = Person.with(Role.REVIEWER).token();
    var late = DomainJson.object().put("name", "x");
    Instant now = Instant.now();

    create(reviewer, late.put("expires", now.plus(366, ChronoUnit.DAYS).toString()))
        .problem(422, "invalid")
        .saying("/expires");
    create(reviewer, late.put("expires", now.minusSeconds(1).toString())).problem(422, "invalid");
    var made = create(reviewer, DomainJson.object().put("name", "x")).good();
    assertThat(Instant.parse(made.at("/expires").asText()))
        .isBetween(now.plus(364, ChronoUnit.DAYS), now.plus(366, ChronoUnit.DAYS));
  }

  @Test
  void another_secret_is_shown_once_and_the_old_one_dies() {
    String session = Person.with(Role.REVIEWER).token();
    var ask = Ask.post("/tokens").by(session).body(terms("revisions.read"));
    var made = ask.send().good();
    assertThat(ask.send().good().json().has("token")).as("in a repetition").isFalse();

    var rotated = Ask.post(path(made) + "/rotate").by(session).send().good();

    Ask.get("/revisions").by(made.at("/token").asText()).send().problem(401, "untrusted");
    Ask.get("/revisions").by(rotated.at("/token").asText()).send().good();
    assertThat(Ask.get("/tokens").by(session).send().good().text())
        .contains(made.at("/oid").asText())
        .doesNotContain(rotated.at("/token").asText());
  }

  @Test
  void one_that_was_taken_back_is_over_with_the_next_call() {
    String session = Person.with(Role.REVIEWER).token();
    var made = create(session, terms("revisions.read")).good();

    new Ask("DELETE", path(made)).by(session).send().good();

    Ask.get("/revisions").by(made.at("/token").asText()).send().problem(401, "untrusted");
    new Ask("DELETE", path(made)).by(session).send().problem(404, "not-found");
  }

  @Test
  void a_stranger_neither_sees_nor_turns_nor_takes_back_ones_tokens() {
    var made = create(Person.with(Role.REVIEWER).token(), terms("revisions.read")).good();
    String stranger = Person.with(Role.REVIEWER).token();

    assertThat(Ask.get("/tokens").by(stranger).send().good().at("/items")).isEmpty();
    Ask.post(path(made) + "/rotate").by(stranger).send().problem(404, "not-found");
    new Ask("DELETE", path(made)).by(stranger).send().problem(404, "not-found");
  }

  @Test
  void who_manages_tokens_takes_back_everybodys_but_never_holds_one_of_somebody_else() {
    var made = create(Person.with(Role.REVIEWER).token(), terms("revisions.read")).good();
    String admin = TestOffice.get().session(Role.ADMIN);

    Ask.post(path(made) + "/rotate").by(admin).send().problem(404, "not-found");
    assertThat(Ask.get("/tokens?limit=200").by(admin).send().good().text())
        .contains(made.at("/oid").asText());
    new Ask("DELETE", path(made)).by(admin).send().good();

    Ask.get("/revisions").by(made.at("/token").asText()).send().problem(401, "untrusted");
  }

  @Test
  void a_storefronts_token_is_made_by_who_manages_tokens() {
    String admin = TestOffice.get().session(Role.ADMIN);
    var name = DomainJson.object().put("name", "shop-" + UUID.randomUUID());
    var shop = Ask.post("/channels").by(admin).body(name).send().good();
    var terms = DomainJson.object().put("name", "web").put("channel", shop.at("/oid").asText());

    create(Person.with(Role.REVIEWER).token(), terms).problem(403, "denied").saying("/channel");
    String token = create(admin, terms).good().at("/token").asText();

    assertThat(Ask.get("/channels").by(token).send().good().at("/items/0/oid"))
        .isEqualTo(shop.at("/oid"));
    assertThat(Ask.get("/messages").by(token).send().good().status()).isEqualTo(204);
    Ask.get("/channels/" + UUID.randomUUID()).by(token).send().problem(404, "not-found");
    Ask.post("/channels").by(admin).body(name).send().problem(409, "duplicate").saying("name");
    new Ask("PATCH", "/channels/" + shop.at("/oid").asText())
        .by(admin)
        .seen(1)
        .body(DomainJson.object().put("name", name.get("name").asText() + "-2"))
        .send()
        .good();
  }

  private static Answer create(String session, ObjectNode terms) {
    return Ask.post("/tokens").by(session).body(terms).send();
  }

  private static ObjectNode terms(String... scopes) {
    var terms = DomainJson.object().put("name", "report");
    var array = terms.putArray("scopes");
    for (String scope : scopes) array.add(scope);
    return terms;
  }

  private static String path(Answer token) {
    return "/tokens/" + token.at("/oid").asText();
  }
}
