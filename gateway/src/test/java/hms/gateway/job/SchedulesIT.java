package hms.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.TestOffice;
import hms.cluster.jobs.BuiltIn;
import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.Role;
import hms.domain.job.TenantLimits;
import hms.domain.job.Tenants;
import hms.gateway.command.Mint;
import hms.storage.DomainJson;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code /schedules}: from the call that makes one to the job that comes of it. */
final class SchedulesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private final String name = "s " + UUID.randomUUID();

  @AfterEach
  void tidy() {
    TestOffice.get().change("delete from schedule where name like 's %'");
  }

  @Test
  void one_is_made_found_listed_changed_and_taken_away() {
    var made = create(body()).good();
    assertThat(made.status()).isEqualTo(201);
    String oid = made.at("/oid").asText();
    assertThat(made.at("/state").asText()).isEqualTo("active");
    assertThat(made.at("/job/options/priority").asInt()).isEqualTo(7);
    assertThat(made.at("/nextRuns")).hasSize(5);
    assertThat(Instant.parse(made.at("/nextAt").asText())).isAfter(Instant.now());

    var found = Ask.get("/schedules/" + oid).by(Role.AUDITOR).send().good();
    assertThat(found.json()).isEqualTo(made.json());
    var listed = Ask.get("/schedules?name=" + name.replace(" ", "%20")).by(Role.AUDITOR).send();
    assertThat(listed.good().at("/items")).hasSize(1);
    assertThat(Ask.get("/schedules?paused=true&type=noop").by(Role.AUDITOR).send().text())
        .doesNotContain(oid);

    var patch = DomainJson.object().put("cron", "30 4 * * *").put("maxRuns", 3);
    patch.putObject("job").putObject("options").put("priority", 2);
    var changed = edit(oid, patch).seen(1).send().good();
    assertThat(changed.at("/cron").asText()).isEqualTo("30 4 * * *");
    assertThat(changed.at("/job/options/priority").asInt()).isEqualTo(2);
    assertThat(changed.at("/job/parameters/units").asInt()).as("as it was").isEqualTo(1);
    assertThat(changed.at("/nextRuns")).as("no more than it makes").hasSize(3);
    assertThat(changed.header("ETag")).contains("\"v2\"");
    edit(oid, patch).seen(1).send().problem(412, "stale");
    edit(oid, patch).send().problem(428, "precondition-required");
    edit(oid, DomainJson.object().putNull("maxRuns")).seen(2).send().good();

    delete(oid).seen(3).send().good();
    Ask.get("/schedules/" + oid).by(Role.AUDITOR).send().problem(404, "not-found");
  }

  @Test
  void what_is_wrong_is_told_all_at_once_as_of_a_job() {
    var wrong = body().put("cron", "61 * * * *").put("zone", "Berlin");
    wrong.withObject("/job/parameters").put("units", -1);

    var problem = create(wrong).problem(422, "invalid").text();

    assertThat(problem).contains("/cron", "/zone", "/job/parameters/units");
    create(body().put("cron", "0 0 30 2 *")).problem(422, "invalid").saying("never");
    create(body().put("notAfter", "2020-01-01T00:00:00Z")).problem(422, "invalid").saying("never");
    create(body().put("maxRuns", 0)).problem(422, "invalid").saying("/maxRuns");
    create(body().put("overlap", "both")).problem(422, "invalid").saying("/overlap");
    var unknown = body();
    unknown.withObject("/job").put("type", "alchemy");
    create(unknown).problem(422, "invalid").saying("/job/type");
  }

  @Test
  void a_name_is_taken_once() {
    create(body()).good();

    create(body()).problem(409, "duplicate");
  }

  @Test
  void whoever_changes_what_it_makes_answers_for_its_jobs() {
    var made = create(body()).good();
    String oid = made.at("/oid").asText();
    TestOffice.get()
        .change(
            "update schedule set submitted_by = 'office:mia' where oid = $1", UUID.fromString(oid));

    var later = body().put("cron", "30 4 * * *");
    assertThat(edit(oid, later).seen(1).send().good().at("/submittedBy").asText())
        .as("it makes the same")
        .isEqualTo("office:mia");
    var other = body();
    other.withObject("/job/parameters").put("units", 2);
    assertThat(edit(oid, other).seen(2).send().good().at("/submittedBy"))
        .isEqualTo(made.at("/submittedBy"));
    var job = Ask.post("/schedules/" + oid + "/trigger").by(Role.OPERATOR).send().good();
    var triggered = Ask.get("/jobs/" + job.at("/job").asText()).by(Role.AUDITOR).send().good();
    assertThat(triggered.at("/submittedBy")).isEqualTo(made.at("/submittedBy"));
  }

  @Test
  void what_is_due_makes_a_job_that_is_computed_and_tells_of_its_schedule() {
    String oid = create(body()).good().at("/oid").asText();

    TestOffice.get()
        .change(
            "update schedule set next_at = date_trunc('minute', now()), cron = '* * * * *' where oid = $1",
            UUID.fromString(oid));

    await()
        .atMost(PATIENCE)
        .until(() -> jobs(oid).at("/items/0/state").asText().equals("SUCCEEDED"));
    var job = jobs(oid).at("/items/0");
    assertThat(job.path("schedule").asText()).isEqualTo(oid);
    assertThat(Instant.parse(job.path("slot").asText())).isBefore(Instant.now());
    assertThat(job.at("/options/priority").asInt()).isEqualTo(7);
    var after = Ask.get("/schedules/" + oid).by(Role.OPERATOR).send().good();
    assertThat(after.at("/runs").asInt()).isPositive();
    assertThat(after.at("/version").asInt()).as("firing is no change").isEqualTo(1);
    assertThat(after.at("/lastAt").asText()).isNotEmpty();
  }

  @Test
  void it_is_paused_goes_on_and_makes_a_job_out_of_turn() {
    String oid = create(body()).good().at("/oid").asText();

    assertThat(command(oid, "pause").good().at("/state").asText()).isEqualTo("paused");
    assertThat(command(oid, "pause").good().at("/version").asInt()).as("twice").isEqualTo(2);
    var triggered = Ask.post("/schedules/" + oid + "/trigger").by(Role.OPERATOR).send().good();
    assertThat(triggered.status()).isEqualTo(202);
    String job = triggered.at("/job").asText();
    var made = Ask.get("/jobs/" + job).by(Role.OPERATOR).send().good();
    assertThat(made.at("/schedule").asText()).isEqualTo(oid);
    assertThat(made.json().has("slot")).isFalse();
    assertThat(command(oid, "resume").good().at("/state").asText()).isEqualTo("active");
    delete(oid).seen(4).send().good();
    assertThat(jobs(oid).at("/items")).as("jobs stay").hasSize(1);
  }

  /** Both in one transaction, which is undone: the first job has not ended by the second one. */
  @Test
  void whoever_has_as_many_jobs_as_they_may_have_triggers_no_more() {
    var oid = UUID.fromString(create(body()).good().at("/oid").asText());
    TestOffice.get()
        .change("update schedule set submitted_by = $2 where oid = $1", oid, "office:" + name);
    var one = new Tenants(Map.of(Tenants.OTHERS, new TenantLimits(1, 1, 0, 0)));
    var mint = new Mint(Clock.systemUTC(), new SecureRandom());
    var service = new ScheduleService(BuiltIn.types(), mint, 0, one);
    var mia = new Actor.Office(oid, "mia@example.org", Set.of(Permission.JOBS_MANAGE));
    var trigger = new ScheduleCommand.Trigger(oid);
    var made = new AtomicInteger();

    var second =
        TestOffice.get()
            .stores()
            .transact(
                mia,
                tx ->
                    service
                        .perform(tx, mia, trigger)
                        .then(first -> {
                          made.incrementAndGet();
                          return service.perform(tx, mia, trigger);
                        }))
            .await();

    assertThat(made).hasValue(1);
    assertThat(second).isEqualTo(Outcome.refused(new Refusal.Throttled("jobs", 5)));
  }

  @Test
  void asking_again_with_the_same_key_triggers_once() {
    String oid = create(body()).good().at("/oid").asText();
    String key = "trigger-" + UUID.randomUUID();
    for (int i = 0; i < 2; i++) {
      Ask.post("/schedules/" + oid + "/trigger")
          .by(Role.OPERATOR)
          .with("Idempotency-Key", key)
          .send()
          .good();
    }

    assertThat(jobs(oid).at("/items")).hasSize(1);
  }

  @Test
  void a_rehearsal_leaves_nothing() {
    Ask.post("/schedules?dryRun=true").by(Role.OPERATOR).body(body()).send().good();

    assertThat(Ask.get("/schedules").by(Role.AUDITOR).send().text()).doesNotContain(name);
  }

  private ObjectNode body() {
    var body = DomainJson.object().put("name", name).put("cron", "0 3 * * *");
    var job = body.putObject("job").put("type", "noop");
    job.putObject("parameters").put("units", 1);
    job.putObject("options").put("priority", 7);
    return body;
  }

  private static Answer create(ObjectNode body) {
    return Ask.post("/schedules").by(Role.OPERATOR).body(body).send();
  }

  private static Ask edit(String oid, ObjectNode patch) {
    return Ask.patch("/schedules/" + oid).by(Role.OPERATOR).body(patch);
  }

  private static Ask delete(String oid) {
    return new Ask("DELETE", "/schedules/" + oid).by(Role.OPERATOR);
  }

  private static Answer command(String oid, String command) {
    return Ask.post("/schedules/" + oid + "/" + command).by(Role.OPERATOR).send();
  }

  private static Answer jobs(String oid) {
    return Ask.get("/jobs?schedule=" + oid).by(Role.AUDITOR).send().good();
  }
}
