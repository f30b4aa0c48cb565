package hms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import hms.cluster.compare.Variant;
import hms.cluster.job.ChunkContext;
import hms.cluster.job.JobType;
import hms.cluster.job.JobTypes;
import hms.cluster.job.Plan;
import hms.cluster.job.Reduction;
import hms.cluster.job.Verdict;
import hms.cluster.jobs.drill.UnitCount;
import hms.domain.Outcome;
import hms.domain.job.Interval;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code hms job run --variant}: one way of computing a job, without an office. */
final class JobVariantTest {
  private static final int WRONG_USAGE = 2;
  private static final int REJECTED = 7;
  private static final int FAILED = 10;
  private static final int REFUTED = 12;

  private final Operator operator = new Operator();

  @ParameterizedTest
  @ValueSource(strings = {"threads", "processes", "verticles"})
  void a_way_gives_progress_and_the_result(String way) {
    int exit = run("factors", "--param=from=1", "--param=to=100000", "--variant", way, "--slots=2");

    assertThat(exit).as(operator.err()).isZero();
    assertThat(operator.out()).contains("\"divisors\"").contains("1166750");
    assertThat(operator.err()).contains("factors by " + way + ", 2 slots", "SUCCEEDED", "100 %");
  }

  @Test
  void one_thread_is_one_slot() {
    String[] run = {"factors", "--param=numbers=[6,28]", "--variant", "serial"};

    assertThat(run(run)).as(operator.err()).isZero();
    assertThat(operator.err()).contains("factors by serial, 1 slots");
    assertThat(run("factors", "--param=numbers=[6]", "--variant=serial", "--slots=2"))
        .isEqualTo(WRONG_USAGE);
    assertThat(operator.err()).contains("leave --slots out");
  }

  @Test
  void a_file_is_its_lines_in_order() {
    int exit =
        run(
            "factors",
            "--param=from=1",
            "--param=to=2100",
            "--param=show=factor",
            "--variant=threads",
            "--slots=3");

    assertThat(exit).as(operator.err()).isZero();
    assertThat(operator.out().lines())
        .hasSize(2100)
        .startsWith("1:", "2: 2", "3: 3", "4: 2 2")
        .endsWith("2100: 2 2 3 5 5 7");
  }

  @Test
  void a_seed_is_the_parameter_of_that_name() {
    String[] pi = {"monte-carlo", "--param=model=pi", "--param=paths=8192", "--variant=threads"};

    assertThat(run(with(pi, "--seed=7"))).as(operator.err()).isZero();
    String seeded = operator.out();
    assertThat(run(with(pi, "--param=seed=7"))).isZero();
    assertThat(operator.out()).isEqualTo(seeded);
    assertThat(run(with(pi, "--seed=8"))).isZero();
    assertThat(operator.out()).isNotEqualTo(seeded);
    assertThat(run(with(pi, "--seed=7", "--param=seed=7"))).isEqualTo(WRONG_USAGE);
  }

  @Test
  void what_cannot_be_computed_here_is_refused_by_name() {
    assertThat(run("demand-forecast", "--variant=threads")).isEqualTo(REJECTED);
    assertThat(operator.err()).contains("--variant threads", "/type", "only the cluster");
    assertThat(run("alchemy", "--variant=threads")).isEqualTo(REJECTED);
    assertThat(operator.err()).contains("/type", "expected one of");
    assertThat(run("factors", "--param=to=5", "--variant=threads")).isEqualTo(REJECTED);
    assertThat(operator.err()).contains("/parameters/from");
    assertThat(operator.out()).isEmpty();
  }

  @Test
  void what_makes_no_sense_here_is_wrong_usage() {
    String[] run = {"noop", "--param=units=1", "--variant"};

    assertThat(run(with(run, "magic"))).isEqualTo(WRONG_USAGE);
    assertThat(operator.err()).contains("expected one of serial, threads, processes, verticles");
    assertThat(run(with(run, "threads", "--slots=0"))).isEqualTo(WRONG_USAGE);
    assertThat(run(with(run, "threads", "--priority=7", "--wait=5"))).isEqualTo(WRONG_USAGE);
    assertThat(operator.err()).contains("only the cluster heeds").contains("--priority", "--wait");
    assertThat(run(with(run, "cluster", "--slots=2", "--max-slots=2"))).isEqualTo(WRONG_USAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"serial", "threads", "processes", "verticles"})
  void a_chunk_that_fails_ends_it(String way) {
    int exit = run("noop", "--param=units=100", "--param=failEvery=50", "--variant", way);

    assertThat(exit).as(operator.err()).isEqualTo(FAILED);
    assertThat(operator.err()).contains("noop FAILED: ");
    assertThat(operator.out()).isEmpty();
  }

  @Test
  void a_result_that_the_oracle_refutes_is_not_told() throws InterruptedException {
    var out = new StringWriter();
    var err = new StringWriter();
    var threads = Variant.of("threads").orElseThrow();

    int exit =
        new LocalRun(
                new JobTypes(new Wrong()), threads, 2, new PrintWriter(out), new PrintWriter(err))
            .run("wrong", new ObjectMapper().createObjectNode());

    assertThat(exit).isEqualTo(REFUTED);
    assertThat(err.toString()).contains("wrong FAILED: REFUTED: by hand: expected 3, found 2");
    assertThat(out.toString()).isEmpty();
  }

  private int run(String... args) {
    return operator.run(with(new String[] {"job", "run"}, args));
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  /** Counts its two units, and expects three. */
  private static final class Wrong implements JobType<Wrong.None, Long> {
    record None() {}

    @Override
    public String name() {
      return "wrong";
    }

    @Override
    public Outcome<None> parameters(JsonObject json) {
      return Outcome.done(new None());
    }

    @Override
    public Plan plan(None none) {
      return new Plan(2, 1);
    }

    @Override
    public Long compute(None none, Interval range, ChunkContext chunk) {
      return range.units();
    }

    @Override
    public Reduction<Long> reduction(None none) {
      return new UnitCount();
    }

    @Override
    public Verdict verify(None none, Long total) {
      return new Verdict.Refuted("by hand", "expected 3, found " + total);
    }
  }
}
