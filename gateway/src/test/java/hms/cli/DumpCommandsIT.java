package hms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hms.NodeFile;
import hms.storage.TestPostgres;
import hms.storage.pg.DatabaseConfig;
import hms.storage.pg.PgDatabase;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hms export} and {@code hms import ndjson}, as an operator types them. */
final class DumpCommandsIT {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final DatabaseConfig database = TestPostgres.freshDatabase().office();
  @TempDir private Path dir;

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
    String here = config("here", database);
    String there = config("there", TestPostgres.freshDatabase().office());

    assertThat(run("export", first.toString(), "--config", here)).isZero();
    assertThat(run("import", "ndjson", first.toString(), "--config", there)).isZero();
    assertThat(run("export", second.toString(), "--config", there)).isZero();

    assertThat(first).content().contains("web-shop");
    assertThat(second).hasSameBinaryContentAs(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
        .isEqualTo("rw-------");
    assertThat(dir).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void a_database_in_use_and_a_file_that_is_no_dump_are_refused() throws IOException {
    Path file = Files.writeString(dir.resolve("notes.txt"), "bread, milk\n");
    String full = config("full", database);
    String empty = config("empty", TestPostgres.freshDatabase().office());

    assertThat(run("import", "ndjson", file.toString(), "--config", full)).isEqualTo(7);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("the database is in use: channels has rows", "Nothing was changed.");
    assertThat(run("import", "ndjson", file.toString(), "--config", empty)).isEqualTo(7);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 1: expected", "bread, milk");
  }

  private String config(String name, DatabaseConfig to) throws IOException {
    return new NodeFile(dir).write(name, to, "unused");
  }

  private int run(String... args) {
    return Hms.run(
        List.of(args),
        InputStream.nullInputStream(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
