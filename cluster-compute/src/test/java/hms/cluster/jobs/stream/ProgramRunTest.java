package hms.cluster.jobs.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.Stopped;
import hms.cluster.job.TransientFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process over one input. */
class ProgramRunTest {
  private static final ChunkContext WANTED = () -> {};
  private static final byte[] LINE = "kiln\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path dir;

  @Test
  void what_goes_in_comes_out_however_much_it_is() throws Exception {
    byte[] much = new byte[3_000_000];
    new Random(42).nextBytes(much);

    assertThat(Unconfined.run("exec cat").over(much, WANTED).bytes()).isEqualTo(much);
    assertThat(Unconfined.run("head -c 5").over(much, WANTED).bytes()).hasSize(5);
  }

  @Test
  void it_sees_no_environment_but_what_it_is_given() throws Exception {
    byte[] seen = Unconfined.run("env").over(LINE, WANTED).bytes();

    assertThat(seen).asString(StandardCharsets.UTF_8).contains("PATH=").doesNotContain("HOME");
  }

  @Test
  void how_it_ends_badly_is_told_with_what_it_said_last() {
    assertThatThrownBy(() -> Unconfined.run("echo cold >&2; exit 3").over(LINE, WANTED))
        .isInstanceOf(ProgramFailure.class)
        .hasMessage("script ended with 3: cold")
        .satisfies(failure -> {
          var stack = new StringWriter();
          failure.printStackTrace(new PrintWriter(stack));
          assertThat(stack.toString()).endsWith("cold\n");
        });
    assertThatThrownBy(() -> Unconfined.run("exit 75").over(LINE, WANTED))
        .isInstanceOf(TransientFailure.class);
  }

  @Test
  void counters_are_added_up_and_are_not_what_people_read() throws Exception {
    String script =
        """
        echo reporter:counter:pots,fired,2 >&2; echo reporter:status:half >&2
        echo reporter:counter:pots,fired,3 >&2; echo reporter:counter:pots,broken,-1 >&2
        """;

    var output = Unconfined.run(script).over(LINE, WANTED);

    assertThat(output.counters()).asString().isEqualTo("pots\tbroken\t-1\npots\tfired\t5\n");
    assertThatThrownBy(() -> Unconfined.run(script + "exit 1").over(LINE, WANTED))
        .hasMessage("script ended with 1");
  }

  @Test
  void names_of_counters_cannot_command_a_terminal() throws Exception {
    var output =
        Unconfined.run("printf 'reporter:counter:p\\033[2J,a\\rb,1\\n' >&2").over(LINE, WANTED);

    assertThat(output.counters()).asString().isEqualTo("p\uFFFD[2J\ta\uFFFDb\t1\n");
  }

  @Test
  void a_status_is_told_as_it_comes() throws Exception {
    var told = new ArrayList<String>();
    ChunkContext watched =
        new ChunkContext() {
          @Override
          public void checkpoint() {}

          @Override
          public void status(String line) {
            told.add(line);
          }
        };

    Unconfined.run("echo 'reporter:status: half ' >&2; echo reporter:status:all >&2; cat")
        .over(LINE, watched);

    assertThat(told).containsExactly("half", "all");
  }

  @Test
  void all_that_it_has_started_ends_with_it() throws Exception {
    Path pids = dir.resolve("pids");
    String script = "trap 'echo asked > %s' TERM; sleep 1000 & echo $! $$ > %s; wait";

    stoppedOnce(pids, script.formatted(dir.resolve("asked"), pids));

    assertThat(dir.resolve("asked")).as("it was asked to end").exists();
    gone(pids);
  }

  @Test
  void who_does_not_want_to_end_is_killed() throws Exception {
    Path pids = dir.resolve("pids");

    stoppedOnce(pids, "trap '' TERM; echo $$ > %s; while true; do sleep 0.1; done".formatted(pids));

    gone(pids);
  }

  /** Runs it until it has written its processes down, then wants it no more. */
  private void stoppedOnce(Path pids, String script) {
    ChunkContext until =
        () -> {
          if (pids.toFile().length() > 0) throw new Stopped();
        };
    assertThatThrownBy(() -> Unconfined.run(script).over(LINE, until)).isInstanceOf(Stopped.class);
  }

  private static void gone(Path pids) throws Exception {
    for (String pid : Files.readString(pids).strip().split(" ")) {
      await()
          .atMost(Duration.ofSeconds(5))
          .until(
              () -> ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty());
    }
  }
}
