package hms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hms.storage.TestPostgres;
import hms.storage.pg.DatabaseConfig;
import hms.storage.pg.PgDatabase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hms export} and {@code hms import ndjson}, as an operator types them. */
final class DumpCommandsIT {
  private final DatabaseConfig database = TestPostgres.freshDatabase().office();
  @TempDir private Path dir;
  private final Operator operator = new Operator();

  @BeforeEach
  void addAChannel() {
    var vertx = Vertx.vertx();
    var opened = PgDatabase.open(vertx, database);
    var channel =
        opened.stores(() -> {}).access().putChannel(UUID.randomUUID(), "web-shop").await();
    assertThat(channel).isNotNull();
    vertx.close().await();
  }

  @Test
  void what_was_exported_and_imported_is_exported_as_the_same_file() throws IOException {
    Path first = dir.resolve("first.ndjson");
    Path second = dir.resolve("second.ndjson");
    String here = Operator.config(dir, "here", database);
    String there = Operator.config(dir, "there", TestPostgres.freshDatabase().office());

    assertThat(operator.run("export", first.toString(), "--config", here)).isZero();
    assertThat(operator.run("import", "ndjson", first.toString(), "--config", there)).isZero();
    assertThat(operator.run("export", second.toString(), "--config", there)).isZero();

    assertThat(first).content().contains("web-shop");
    assertThat(second).hasSameBinaryContentAs(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
        .isEqualTo("rw-------");
    assertThat(dir).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void a_database_in_use_and_a_file_that_is_no_dump_are_refused() throws IOException {
    Path file = Files.writeString(dir.resolve("notes.txt"), "bread, milk\n");
    String full = Operator.config(dir, "full", database);
    String empty = Operator.config(dir, "empty", TestPostgres.freshDatabase().office());

    assertThat(operator.run("import", "ndjson", file.toString(), "--config", full)).isEqualTo(7);
    assertThat(operator.err())
        .contains("the database is in use: channels has rows", "Nothing was changed.");
    assertThat(operator.run("import", "ndjson", file.toString(), "--config", empty)).isEqualTo(7);
    assertThat(operator.err()).contains("line 1: expected", "bread, milk");
  }
}
