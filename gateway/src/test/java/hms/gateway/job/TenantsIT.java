package hms.gateway.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Ask;
import hms.TestOffice;
import hms.domain.Role;
import hms.gateway.session.Person;
import hms.storage.DomainJson;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whose a job counts as. */
class TenantsIT {
  @BeforeAll
  static void office() {
    TestOffice.get();
  }

  @Test
  void one_may_submit_for_oneself_and_for_others_only_by_a_permission_of_its_own() {
    var terms = DomainJson.object().put("name", "nightly");
    terms.putArray("scopes").add("jobs.run").add("jobs.read");
    var person = Person.with(Role.OPERATOR);
    String token =
        Ask.post("/tokens").by(person.token()).body(terms).send().good().at("/token").asText();

    var own = Ask.post("/jobs").by(token).body(noop()).send().good();

    Ask.post("/jobs").by(token).body(noop().put("tenant", "lab")).send().problem(403, "denied");
    String self = own.at("/tenant").asText();
    Ask.post("/jobs").by(token).body(noop().put("tenant", self)).send().good();
    var assigned = Ask.post("/jobs").by(person.token()).body(noop().put("tenant", "lab")).send();
    Ask.get("/jobs/" + assigned.good().at("/oid").asText()).by(token).send().good();
    Ask.post("/jobs").by(token).body(noop().put("tenant", "a\nb")).send().problem(422, "invalid");
  }

  private static ObjectNode noop() {
    var job = DomainJson.object().put("type", "noop");
    job.putObject("parameters").put("units", 1);
    return job;
  }
}
