package hms.gateway.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.TestOffice;
import hms.domain.Role;
import hms.domain.Sha256;
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

    assertThat(again.good().json()).isEqualTo(first.json());
    assertThat(again.header("Idempotency-Replayed")).contains("true");
    sent(key, "text/csv", "other\n".getBytes(UTF_8)).problem(422, "idempotency-key-reused");
    String digest = "select count(*) from files where media_type = 'text/csv' and sha256 = $1";
    var other = io.vertx.core.buffer.Buffer.buffer(Sha256.of("other\n".getBytes(UTF_8)));
    assertThat(TestOffice.get().count(digest, other)).as("nothing is left of it").isZero();
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
    return Ask.post("/job-inputs")
        .bytes(type, bytes)
        .with("Idempotency-Key", key)
        .by(Role.OPERATOR)
        .send();
  }
}
