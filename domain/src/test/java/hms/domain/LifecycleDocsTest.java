package hms.domain;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.fixture.Lifecycles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The diagrams in docs/lifecycle are the tables; {@code -Dlifecycle.update=true} rewrites them. */
final class LifecycleDocsTest {
  private static final Path DOCS = Path.of("..", "docs", "lifecycle");

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Lifecycles#all")
  void the_page_of_a_lifecycle_shows_its_table(Lifecycle<?, ?> table) throws IOException {
    Path file = DOCS.resolve(table.name() + ".md");
    if (Boolean.getBoolean("lifecycle.update")) {
      Files.createDirectories(DOCS);
      Files.writeString(file, page(table));
    }

    String kept = Files.readString(file);

    assertThat(kept)
        .as("run LifecycleDocsTest with -Dlifecycle.update=true")
        .isEqualTo(page(table));
  }

  @Test
  void there_is_no_page_without_a_lifecycle() throws IOException {
    try (var files = Files.list(DOCS)) {
      var pages = files.map(file -> file.getFileName().toString()).toList();

      assertThat(pages)
          .containsExactlyInAnyOrderElementsOf(
              Lifecycles.all().map(table -> table.name() + ".md").toList());
    }
  }

  private static String page(Lifecycle<?, ?> table) {
    String title = table.name().replace('-', ' ');
    return """
    # Lifecycle: %s

    Generated from the table in the code; a test compares them.

    ```mermaid
    %s```
    """
        .formatted(title, table.diagram());
  }
}
