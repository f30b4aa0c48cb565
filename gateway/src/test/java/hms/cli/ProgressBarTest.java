package hms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class ProgressBarTest {
  private final StringWriter out = new StringWriter();

  @Test
  void off_a_terminal_the_end_is_told_even_if_all_was_done_before() {
    var bar = new ProgressBar(new PrintWriter(out), false);
    bar.show("RUNNING", 10, 10, "3 chunks");
    bar.show("RUNNING", 10, 10, "4 chunks");
    bar.show("SUCCEEDED", 10, 10, "5 chunks");

    bar.end();

    assertThat(out.toString().lines()).hasSize(2);
    assertThat(out.toString().lines().toList().getLast()).contains("SUCCEEDED", "5 chunks");
  }

  @Test
  void off_a_terminal_a_line_is_told_for_every_tenth_and_none_twice() {
    var bar = new ProgressBar(new PrintWriter(out), false);
    for (int done = 0; done <= 100; done++) bar.show("RUNNING", done, 100, "");

    bar.end();

    assertThat(out.toString().lines()).hasSize(11);
  }

  @Test
  void on_a_terminal_one_line_is_redrawn() {
    var bar = new ProgressBar(new PrintWriter(out), true);
    bar.show("RUNNING", 10, 10, "");
    bar.show("SUCCEEDED", 10, 10, "");

    bar.end();

    assertThat(out.toString()).containsOnlyOnce("\n").contains("\r  SUCCEEDED").endsWith("\n");
  }
}
