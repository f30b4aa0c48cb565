package hms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.LeftJobs;
import hms.TestOffice;
import hms.domain.Role;
import hms.storage.DomainJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hms job verify}: who doubts a result has some of it computed once more. */
final class JobVerifyCommandIT {
  private static final int CHUNKS = 20;
  private static final int UNITS = 1000;

  @TempDir private Path dir;
  private final Operator operator = new Operator();
  private Map<String, String> office = Map.of();

  @BeforeEach
  void signIn() throws IOException {
    LeftJobs.kill();
    office = Operator.signedIn(dir, Role.OPERATOR);
  }

  @Test
  void a_seed_draws_the_same_chunks_and_all_come_out_the_same() {
    String job = computed();

    int exit = verify(job, "--sample=25%", "--seed=-7");
    String said = operator.out();

    assertThat(exit).as(said + operator.err()).isZero();
    assertThat(said)
        .isEqualToIgnoringNewLines(
            "5 chunks, 5,000 units, seed -7: 5 the same, 0 of all checked by another node");
    assertThat(operator.err()).contains("succeeded", "100 %");
    assertThat(verify("job/" + job, "--sample=5", "--seed=-7")).isZero();
    assertThat(operator.out()).isEqualTo(said);
    assertThat(verify(job)).isZero();
    assertThat(operator.out()).startsWith("10 chunks, ").doesNotContain("seed -7");
  }

  @Test
  void a_result_that_somebody_has_changed_is_found() {
    String job = computed();
    TestOffice.get()
        .change(
            "update job_chunk_result set payload = payload || 'x' where job = $1 and lo = $2",
            UUID.fromString(job),
            (long) UNITS);

    int exit = verify(job, "--sample=100%");

    assertThat(exit).isEqualTo(12);
    assertThat(operator.out())
        .contains(CHUNKS - 1 + " the same")
        .contains("differs    units %d to %d, by node ".formatted(UNITS, 2 * UNITS - 1))
        .doesNotContain("unchecked");
  }

  @Test
  void what_no_node_can_compute_is_told_and_is_no_success() {
    String job = computed();
    TestOffice.get()
        .change("update job set parameters = '{}' where oid = $1", UUID.fromString(job));

    assertThat(verify(job, "--sample=1")).isEqualTo(8);
    assertThat(operator.out()).contains("unchecked  units ", "/parameters");

    TestOffice.get().change("update job set code = null where oid = $1", UUID.fromString(job));
    assertThat(verify(job)).isEqualTo(6);
    assertThat(operator.err()).contains("not known what computed it");

    TestOffice.get().change("update job set code = 'lost 9' where oid = $1", UUID.fromString(job));
    assertThat(verify(job, "--sample=1")).isEqualTo(10);
    assertThat(operator.err()).contains("no node has the code that computed it: lost 9");
  }

  @Test
  void what_cannot_be_verified_is_refused_at_once() {
    String job = computed();
    UUID oid = UUID.fromString(job);
    ask(UUID.randomUUID().toString(), "{}").problem(404, "not-found");
    ask(job, "{\"sample\":0}").problem(422, "invalid").saying("/sample");
    ask(job, "{\"sample\":101}").problem(422, "invalid").saying("/sample");
    ask(job, "{\"samples\":1}").problem(422, "invalid").saying("/samples");

    var later =
        DomainJson.object()
            .put("type", "noop")
            .put("notBefore", Instant.now().plusSeconds(3600).toString());
    later.putObject("parameters").put("units", 1);
    var waits = Ask.post("/jobs").by(Role.OPERATOR).body(later).send().good();
    ask(waits.at("/oid").asText(), "{}")
        .problem(409, "wrong-state")
        .saying("not-yet")
        .saying("has not ended");
    LeftJobs.kill();
    ask(waits.at("/oid").asText(), "{}").problem(409, "wrong-state").saying("no-result");

    TestOffice.get().change("update job set swept = now() where oid = $1", oid);
    ask(job, "{}").problem(409, "wrong-state").saying("results-swept").saying("served its time");
  }

  @Test
  void a_sample_that_is_none_is_not_sent() {
    assertThat(verify(UUID.randomUUID().toString(), "--sample=some")).isNotZero();
    assertThat(operator.err()).contains("expected --sample 20 or --sample 1%, found some");
  }

  private String computed() {
    int exit =
        operator.run(
            office,
            "",
            "job",
            "run",
            "factors",
            "--param=from=1",
            "--param=to=" + CHUNKS * UNITS,
            "--chunk-units=" + UNITS);
    assertThat(exit).as(operator.err()).isZero();
    return operator.err().replaceAll("(?s).*?job/([0-9a-f-]{36}) submitted.*", "$1");
  }

  private int verify(String job, String... more) {
    var all = new ArrayList<>(List.of("job", "verify", job));
    all.addAll(List.of(more));
    return operator.run(office, "", all.toArray(String[]::new));
  }

  private static Answer ask(String job, String body) {
    return Ask.post("/jobs/" + job + "/verify").by(Role.OPERATOR).body(body).send();
  }
}
