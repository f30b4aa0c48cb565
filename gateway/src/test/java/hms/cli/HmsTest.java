package hms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HmsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void version_is_one_line() {
    int exitCode = run("--version");

    assertThat(exitCode).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("hms ").hasLineCount(1);
  }

  @Test
  void help_shows_the_usage() {
    assertThat(run("help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage: hms");
  }

  @Test
  void an_unknown_command_is_wrong_usage_and_told_on_standard_error() {
    assertThat(run("knit")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("knit");
  }

  @Test
  void a_file_that_is_not_there_is_told_as_one() {
    assertThat(run("batch", "/nobody/has/this")).isNotZero();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("expected /nobody/has/this to be there, found nothing");
  }

  private int run(String... args) {
    return Hms.run(
        List.of(args), InputStream.nullInputStream(), new PrintStream(out), new PrintStream(err));
  }
}
