package hms.cluster.jobs.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.Stopped;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program cannot do. Where bwrap cannot run, nothing is shown: these are skipped. */
class BubblewrapTest {
  private static final ChunkContext WANTED = () -> {};
  private static final byte[] LINE = "kiln\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path dir;
  private Sandbox sandbox = program -> List.of();

  @BeforeEach
  void find() {
    var installed = Bubblewrap.installed(512L << 20, Duration.ofSeconds(1));
    assumeTrue(installed.isPresent(), "bwrap is not installed: apt-get install bubblewrap");
    assumeTrue(installed.get().works(), "bwrap cannot make namespaces here");
    sandbox = installed.get();
  }

  @Test
  void it_is_nobody_and_sees_the_system_and_nothing_else() throws Exception {
    assertThat(said("id -u; id -g")).isEqualTo("65534\n65534\n");
    assertThat(said("ls /").lines())
        .isSubsetOf("bin", "dev", "etc", "lib", "lib64", "proc", "sbin", "tmp", "usr");
    assertThat(said("ls /etc").lines()).isSubsetOf("alternatives", "ld.so.cache");
    assertThat(said("env | sort")).doesNotContain("HOME", "JAVA");
  }

  @Test
  void it_writes_where_nobody_else_reads_and_nowhere_else() throws Exception {
    assertThat(said("echo x > /tmp/x && cat /tmp/x")).isEqualTo("x\n");
    assertThat(said("cat /tmp/x 2>/dev/null; echo gone")).isEqualTo("gone\n");
    assertThatThrownBy(() -> said("echo x > /usr/x")).hasMessageContaining("ead-only");
  }

  @Test
  void there_is_no_network_and_no_process_of_others() throws Exception {
    assertThat(said("tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '")).isEqualTo("lo\n");
    assertThat(said("ls /proc | grep -c '^[0-9]'").strip()).matches("[1-9]");
  }

  @Test
  void what_it_takes_is_bounded() {
    assertThatThrownBy(() -> said("while :; do :; done")).hasMessageContaining("ended with");
    assertThatThrownBy(() -> said("exec awk 'BEGIN { s = sprintf(\"%700000000s\", \"\") }'"))
        .hasMessageContaining("ended with");
  }

  @Test
  void what_it_writes_down_is_bounded() {
    assertThatThrownBy(() -> said("head -c 300000000 /dev/zero > /tmp/x"))
        .hasMessageContaining("o space left");
  }

  @Test
  void a_bwrap_that_cannot_bound_it_does_not_work() throws Exception {
    Path old =
        Files.writeString(
            dir.resolve("bwrap"), "#!/bin/sh\ncase \"$*\" in *--size*) exit 1 ;; esac\n");
    assertThat(old.toFile().setExecutable(true)).isTrue();
    var found = (Bubblewrap) sandbox;

    assertThat(new Bubblewrap(old, found.prlimit(), 512L << 20, found.cpu()).works()).isFalse();
  }

  @Test
  void it_sees_the_folder_it_comes_from() throws Exception {
    Path own =
        Files.writeString(dir.resolve("job.sh"), "#!/bin/sh\ncat \"$(dirname \"$0\")/words\"\n");
    Files.writeString(dir.resolve("words"), "glaze\n");
    assertThat(own.toFile().setExecutable(true)).isTrue();

    assertThat(said(Program.of("job=" + own))).isEqualTo("glaze\n");
  }

  @Test
  void nothing_of_it_is_left_when_it_is_not_wanted() {
    long until = System.nanoTime() + Duration.ofMillis(300).toNanos();
    ChunkContext aWhile =
        () -> {
          if (System.nanoTime() > until) throw new Stopped();
        };
    var program = Unconfined.program("script", "sleep 98765 & sleep 98765");
    var run = new ProgramRun(program, sandbox, Map.of("PATH", "/usr/bin:/bin"));

    assertThatThrownBy(() -> run.over(LINE, aWhile)).isInstanceOf(Stopped.class);

    assertThat(System.nanoTime() - until).as("it ended when asked").isLessThan(1_900_000_000L);
    assertThat(ProcessHandle.allProcesses().map(each -> each.info().commandLine().orElse("")))
        .noneMatch(line -> line.contains("sleep 98765"));
  }

  private String said(String script) throws Exception {
    return said(Unconfined.program("script", script));
  }

  private String said(Program program) throws Exception {
    var run = new ProgramRun(program, sandbox, Map.of("PATH", "/usr/bin:/bin"));
    return new String(run.over(LINE, WANTED).bytes(), StandardCharsets.UTF_8);
  }
}
