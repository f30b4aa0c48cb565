package hms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JobCompareCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void each_way_has_a_line_and_all_results_are_equal() {
    int exit = compare("factors", "--param", "numbers=[6,28,496]", "--rounds", "2", "--slots", "2");

    assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
    var lines = out.toString(StandardCharsets.UTF_8).lines().skip(1).toList();
    assertThat(lines)
        .extracting(line -> line.split(" +")[0])
        .containsExactly("serial", "threads", "processes", "verticles");
    assertThat(lines)
        .extracting(line -> line.substring(line.length() - 16))
        .containsOnly(lines.getFirst().substring(lines.getFirst().length() - 16));
  }

  @Test
  void wrong_parameters_are_named_before_anything_is_computed() {
    assertThat(compare("factors", "--param", "to=5")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("/parameters/from");
    assertThat(compare("alchemy")).isEqualTo(2);
    assertThat(compare("noop", "--param", "units=1", "--rounds", "0")).isEqualTo(2);
  }

  @Test
  void results_that_differ_have_other_checksums_in_whatever_order_they_come() {
    var runs = new ComparedRuns("any", 1);
    runs.add(Duration.ofSeconds(2), Duration.ofSeconds(1), "{\"a\":1,\"b\":{\"d\":2,\"c\":3}}");
    runs.add(Duration.ofSeconds(4), Duration.ofSeconds(1), "{\"b\":{\"c\":3,\"d\":2},\"a\":1}");
    assertThat(runs.checksums().distinct()).hasSize(1);
    assertThat(runs.seconds()).isEqualTo(3);

    runs.add(Duration.ofSeconds(1), Duration.ofSeconds(1), "{\"a\":2}");
    assertThat(runs.checksums().distinct()).hasSize(2);
  }

  @Test
  void a_parameter_is_json_or_text() {
    var read =
        JobParameters.read(
            Map.of(
                "a", "12", "b", "0.5", "c", "[1,2]", "d", "pi", "e", "true", "f", "1 2", "g", ""));

    assertThat(read.toString()).contains("\"a\":12", "\"b\":0.5", "\"c\":[1,2]", "\"d\":\"pi\"");
    assertThat(read.toString()).contains("\"e\":true", "\"f\":\"1 2\"", "\"g\":\"\"");
  }

  private int compare(String... args) {
    var all = new ArrayList<>(List.of("job", "compare", "--no-cluster"));
    all.addAll(List.of(args));
    return Hms.run(all, InputStream.nullInputStream(), new PrintStream(out), new PrintStream(err));
  }
}
