package hms.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hms.LeftJobs;
import hms.domain.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hms job}: what people do with jobs, through the API and the nodes that compute. */
final class JobCommandsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int CANCELLED = 10;

  @TempDir private Path dir;
  private final Operator operator = new Operator();
  private Map<String, String> office = Map.of();

  @BeforeEach
  void signIn() throws IOException {
    LeftJobs.kill();
    office = Operator.signedIn(dir, Role.OPERATOR);
  }

  @Test
  void a_job_is_paused_goes_on_and_is_cancelled() {
    String job = submitted("--param", "to=900000000", "--priority", "7");
    until(job, "RUNNING");

    assertThat(said("pause", job)).contains("PAUSED");
    assertThat(said("pause", job)).as("twice").contains("PAUSED");
    assertThat(said("explain", job)).contains("PAUSED\tby ").contains("resume it");

    assertThat(said("resume", job)).contains("RUNNING");
    assertThat(said("get", job)).contains("\"priority\" : 7");

    assertThat(said("cancel", job)).contains("CANCELL");
    until(job, "CANCELLED");
    assertThat(run("result", job)).isEqualTo(CANCELLED);
    assertThat(said("events", job))
        .contains("state\tCANCELLED", "wish\tcancel by ", "wish\tpause by ", "owner\t");
    assertThat(run("resume", job)).isNotZero();
    assertThat(operator.err()).contains("cancelled");
  }

  @Test
  void a_job_follows_another_and_a_second_one_with_its_key_is_the_same() {
    String first = submitted("--param", "to=900000000");
    String[] later = {"--param", "to=1000", "--after", first, "--dedupe-key", "after " + first};
    String job = submitted(later);

    assertThat(submitted(later)).isEqualTo(job);
    assertThat(said("explain", job)).contains("AFTER\tit follows " + first.substring(4));

    said("cancel", first);
    until(job, "FAILED");
    assertThat(said("get", job))
        .contains("DEPENDENCY: " + first.replace("/", " ") + " is CANCELLED");
    String[] other = {"submit", "noop", "--param", "units=9"};
    assertThat(run(with(other, "--dedupe-key", "after " + first))).as("same key").isNotZero();
    assertThat(run(with(other, "--after", UUID.randomUUID().toString()))).isNotZero();
    assertThat(operator.err()).contains("/after/0");
  }

  @Test
  void a_job_counts_as_its_tenants_and_has_what_that_may_have() {
    String job = submitted("--param", "to=900000000", "--tenant", "small");
    assertThat(said("get", job)).contains("\"tenant\" : \"small\"");
    until(job, "RUNNING");
    assertThat(said("explain", job))
        .contains("RATE_LIMIT\tits tenant may begin 1000.0 chunks a second");

    String[] second = {"submit", "noop", "--param", "units=9", "--tenant", "small"};
    assertThat(run(second)).as("max-live").isNotZero();
    said("cancel", job);
    until(job, "CANCELLED");

    assertThat(run(second)).as(operator.err()).isZero();
  }

  @Test
  void a_seed_is_a_parameter_of_what_draws_and_refused_by_what_does_not() {
    String[] pi = {"submit", "monte-carlo", "--param", "model=pi", "--param", "paths=4096"};

    String job = said(with(pi, "--seed", "7")).strip();
    assertThat(said("get", job)).contains("\"seed\" : 7");
    assertThat(run(with(pi, "--seed", "7", "--param", "seed=7"))).as("twice").isNotZero();
    assertThat(operator.err()).contains("/seed");
    assertThat(run("submit", "noop", "--param", "units=1", "--seed", "7")).isNotZero();
  }

  @Test
  void a_job_that_is_over_tells_its_chunks_and_has_nothing_to_explain() {
    String job = submitted("--param", "to=1000", "--chunk-units", "500", "--fast");

    assertThat(run("watch", job)).as(operator.err()).isZero();

    assertThat(operator.out()).contains("divisors");
    assertThat(said("chunks", job).lines()).hasSize(2);
    assertThat(said("explain", job)).isEmpty();
    assertThat(said("logs", job)).isEmpty();
    assertThat(run("retry", job)).isNotZero();
  }

  @Test
  void a_job_may_leave_a_file_of_lines() {
    String job = submitted("--param", "to=2100", "--param", "show=factor");

    assertThat(run("watch", job)).as(operator.err()).isZero();

    var lines = said("result", job).lines().toList();
    assertThat(lines)
        .hasSize(2100)
        .startsWith("1:", "2: 2", "3: 3", "4: 2 2")
        .endsWith("2100: 2 2 3 5 5 7");
  }

  @Test
  void a_job_that_is_computed_tells_how_it_goes_on() {
    String job = submitted("--param", "to=900000000", "--priority", "9");

    await().atMost(PATIENCE).until(() -> said("get", job).contains("\"slots\" : 1"));
    assertThat(operator.out()).contains("\"unitsRunning\" : ", "\"unitsPerSecond\" : ");
    assertThat(run("watch", job, "--wait", "1")).isEqualTo(8);
    assertThat(operator.err()).contains(" units/s   1 slots");

    assertThat(said("cancel", job, "--now")).contains("CANCELL");
  }

  @Test
  void a_killed_job_stops_at_once() {
    String job = submitted("--param", "to=900000000", "--max-slots", "1");
    until(job, "RUNNING");

    assertThat(said("cancel", job, "--now")).contains("CANCELL");

    until(job, "CANCELLED");
  }

  @Test
  void wishes_that_cannot_be_are_refused_where_they_are() {
    run("submit", "factors", "--param", "to=10", "--priority", "10", "--max-dead", "2");

    assertThat(operator.err()).contains("/options/priority", "/options/maxDead");
  }

  private String submitted(String... more) {
    var args = new String[more.length + 4];
    args[0] = "submit";
    args[1] = "factors";
    args[2] = "--param=from=1";
    args[3] = "--param=algorithm=trial";
    System.arraycopy(more, 0, args, 4, more.length);
    return said(args).strip();
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  private void until(String job, String state) {
    await().atMost(PATIENCE).until(() -> said("get", job).contains("\"" + state + "\""));
  }

  private String said(String... args) {
    assertThat(run(args)).as(operator.err() + operator.out()).isZero();
    return operator.out();
  }

  private int run(String... args) {
    var all = new String[args.length + 1];
    all[0] = "job";
    System.arraycopy(args, 0, all, 1, args.length);
    return operator.run(office, "", all);
  }
}
