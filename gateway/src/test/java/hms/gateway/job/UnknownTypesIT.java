package hms.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import hms.Bodies;
import hms.TestOffice;
import hms.domain.Role;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Jobs of a type that was there once: its plugin is gone. */
class UnknownTypesIT {
  private final UUID job = Bodies.newId();

  @Test
  void one_that_waits_says_what_is_missing_and_can_be_cancelled() {
    insert();

    var causes = Ask.get("/jobs/" + job + "/explain").by(Role.OPERATOR).send().good();

    assertThat(causes.text()).contains("NO_WORKER", "knows the type alchemy");
    Ask.post("/jobs/" + job + "/cancel").by(Role.OPERATOR).send().good();
    assertThat(Ask.get("/jobs/" + job).by(Role.OPERATOR).send().good().text())
        .contains("CANCELLED");
  }

  @Test
  void the_file_of_one_that_has_ended_is_refused_by_who_cannot_read_it() {
    insert();
    for (String change :
        List.of(
            "state = 'PLANNING'",
            "state = 'RUNNING', units_total = 1, units_done = 1, code = 'alchemy 1'",
            "state = 'SUCCEEDED', ended = now(), result = '{}'")) {
      TestOffice.get().change("update job set " + change + " where oid = $1", job);
    }

    assertThat(Ask.get("/jobs/" + job).by(Role.OPERATOR).send().good().text())
        .contains("\"code\":\"alchemy 1\"");
    Ask.get("/jobs/" + job + "/results")
        .by(Role.OPERATOR)
        .send()
        .problem(409, "wrong-state")
        .saying("alchemy");
  }

  private void insert() {
    TestOffice.get()
        .change(
            """
            insert into job (oid, type, parameters, tenant, state, submitted_by, created)
            values ($1, 'alchemy', '{}', 'mia', 'QUEUED', 'mia', now())
            """,
            job);
  }
}
