package hms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hms node plugins}: before nodes have them. */
final class PluginsCommandTest {
  @TempDir private Path plugins;
  private final Operator operator = new Operator();

  @Test
  void what_a_node_would_do_without_is_told_with_its_reason() throws IOException {
    assertThat(run()).as("nothing to refuse").isZero();
    Files.createDirectory(plugins.resolve("kiln"));
    Files.createDirectory(plugins.resolve(".unpacked"));

    assertThat(run()).isEqualTo(1);

    assertThat(operator.out())
        .containsOnlyOnce("kiln refused: expected at least one .jar, found none")
        .doesNotContain("unpacked");
  }

  @Test
  void what_is_no_folder_is_told_with_what_was_expected() throws IOException {
    var file = Files.createFile(plugins.resolve("a.jar"));

    assertThat(run(plugins.resolve("nowhere"))).isEqualTo(2);
    assertThat(operator.err())
        .contains("expected a folder with a folder for each job type", "found nothing: ");
    assertThat(run(file)).isEqualTo(2);
    assertThat(operator.err()).contains("found a file: " + file);
  }

  private int run() {
    return run(plugins);
  }

  private int run(Path folder) {
    return operator.run(Map.of(), "", "node", "plugins", folder.toString());
  }
}
