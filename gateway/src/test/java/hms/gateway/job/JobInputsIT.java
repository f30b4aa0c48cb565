package hms.gateway.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.TestOffice;
import hms.domain.Role;
import hms.domain.Sha256;
import hms.gateway.session.Person;
import hms.storage.DomainJson;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Files that people send for jobs of theirs to read. */
class JobInputsIT {
  private static final byte[] LINES = "bowl\nkiln\n".getBytes(UTF_8);
  private static final String FILES =
      "select count(*) from job_upload u join files f on f.oid = u.file_oid where u.oid = $1";

  @Test
  void a_file_that_was_sent_is_kept_and_told_by_its_digest() {
    var kept = sent(key(), "text/plain", LINES).good();

    assertThat(kept.at("/bytes").asInt()).isEqualTo(LINES.length);
    assertThat(kept.at("/sha256").asText()).isEqualTo(Sha256.hex(LINES));
    assertThat(TestOffice.get().count(FILES, UUID.fromString(kept.at("/oid").asText()))).isOne();
  }

  @Test
  void sent_again_under_its_key_it_is_kept_once_and_another_one_is_refused() {
    String key = key();
    var first = sent(key, "text/csv", LINES).good();

    var again = sent(key, "text/csv", LINES);

    assertThat(again.good().at("/oid")).isEqualTo(first.at("/oid"));
    assertThat(Instant.parse(again.at("/expires").asText()))
        .as("kept for as long as what was sent last")
        .isAfter(Instant.parse(first.at("/expires").asText()));
    assertThat(again.header("Idempotency-Replayed")).contains("true");
    sent(key, "text/csv", "other\n".getBytes(UTF_8)).problem(422, "idempotency-key-reused");
    String digest = "select count(*) from files where media_type = 'text/csv' and sha256 = $1";
    var other = Buffer.buffer(Sha256.of("other\n".getBytes(UTF_8)));
    assertThat(TestOffice.get().count(digest, other)).as("nothing is left of it").isZero();
  }

  @Test
  void who_keeps_too_much_sends_no_more_but_may_send_the_same_again() {
    String token = Person.with(Role.OPERATOR).token();
    String key = key();
    UUID kept = UUID.fromString(sent(token, key, "text/plain", LINES).good().at("/oid").asText());
    TestOffice.get()
        .change(
            "update files set size = $2 where oid = (select file_oid from job_upload where oid = $1)",
            kept,
            JobInputRoutes.KEPT_MAX);

    var more = sent(token, key(), "text/plain", LINES);

    more.problem(429, "quota-exceeded").saying("you keep 1024 MiB", "wait until", "name the oid");
    assertThat(more.at("/retryable").asBoolean()).as("not soon").isFalse();
    assertThat(sent(token, key, "text/plain", LINES).good().at("/oid").asText())
        .isEqualTo(kept.toString());
    sent(key(), "text/plain", LINES).good();
  }

  @Test
  void a_file_that_cannot_be_kept_leaves_nothing_behind() {
    byte[] unlucky = "unlucky\n".getBytes(UTF_8);
    var office = TestOffice.get();
    office.change("alter table job_upload add constraint unlucky check (principal = '') not valid");
    try {
      var ask = Ask.post("/job-inputs").bytes("text/plain", unlucky).by(Role.OPERATOR);
      assertThat(ask.open().statusCode()).isEqualTo(500);
    } finally {
      office.change("alter table job_upload drop constraint unlucky");
    }

    var digest = Buffer.buffer(Sha256.of(unlucky));
    assertThat(office.count("select count(*) from files where sha256 = $1", digest)).isZero();
  }

  @Test
  void whose_a_file_is_and_who_submits_a_job_is_said_in_the_same_words() {
    UUID oid = UUID.fromString(sent(key(), "text/plain", LINES).good().at("/oid").asText());
    // Programs run where there is a sandbox only: a job of another type is submitted by the same
    // door.
    var job = DomainJson.object().put("type", "noop");
    job.putObject("parameters").put("units", 1);

    var submitted = Ask.post("/jobs").by(Role.OPERATOR).body(job).send().good();

    String same =
        """
        select count(*) from job j join job_upload u on u.principal = j.submitted_by
        where j.oid = $1 and u.oid = $2
        """;
    UUID made = UUID.fromString(submitted.at("/oid").asText());
    assertThat(TestOffice.get().count(same, made, oid)).isOne();
  }

  @Test
  void who_may_run_no_jobs_sends_nothing_and_a_picture_is_no_input() {
    Ask.post("/job-inputs")
        .bytes("text/plain", LINES)
        .by(Role.REVIEWER)
        .send()
        .problem(403, "forbidden");
    sent(key(), "image/png", LINES).problem(415, "unsupported-media-type").saying("text/plain");
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private static Answer sent(String key, String type, byte[] bytes) {
    return sent(TestOffice.get().token(Role.OPERATOR), key, type, bytes);
  }

  private static Answer sent(String token, String key, String type, byte[] bytes) {
    return Ask.post("/job-inputs").bytes(type, bytes).with("Idempotency-Key", key).by(token).send();
  }
}
