package hms.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import hms.storage.pg.DatabaseConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedPostgresIT {
  @TempDir Path dir;

  @Test
  void data_and_port_survive_a_restart() throws Exception {
    int port;
    try (var server = EmbeddedPostgres.start(dir)) {
      port = server.port();
      run(server.owner(), "create table kept as select 7 as answer");
    }

    try (var server = EmbeddedPostgres.start(dir)) {
      assertThat(ask(server.owner(), "select answer from kept")).isEqualTo("7");
      assertThat(server.port()).isEqualTo(port);
    }
  }

  @Test
  void a_commit_survives_kill_9_of_the_server() throws Exception {
    try (var server = EmbeddedPostgres.start(dir)) {
      run(server.owner(), "create table kept as select 7 as answer");
      kill(server.pid());
    }

    try (var server = EmbeddedPostgres.start(dir)) {
      assertThat(ask(server.owner(), "select answer from kept")).isEqualTo("7");
    }
  }

  @Test
  void a_server_ends_with_the_process_that_started_it() throws Exception {
    Process other = inAnotherProcess(dir);
    long server = Long.parseLong(other.inputReader().readLine());

    kill(other.pid());

    ProcessHandle.of(server).ifPresent(EmbeddedPostgresIT::awaitEnd);
    assertThat(ProcessHandle.of(server).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void a_left_over_server_is_stopped_first() throws Exception {
    long leftOver;
    try (var server = EmbeddedPostgres.start(dir)) {
      leftOver = server.pid();
      server.abandon();

      try (var next = EmbeddedPostgres.start(dir)) {
        assertThat(next.pid()).isNotEqualTo(leftOver);
        assertThat(ProcessHandle.of(leftOver).filter(ProcessHandle::isAlive)).isEmpty();
      }
    }
  }

  @Test
  void two_processes_cannot_use_one_directory() throws Exception {
    try (var server = EmbeddedPostgres.start(dir)) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(dir))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another process uses");
      assertThat(ask(server.owner(), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void a_failed_start_tells_the_end_of_the_log() throws Exception {
    EmbeddedPostgres.start(dir).close();
    Files.writeString(dir.resolve("data/pg_hba.conf"), "nonsense\n");

    assertThatThrownBy(() -> EmbeddedPostgres.start(dir)).hasMessageContaining("pg_hba.conf");
  }

  @Test
  void the_office_is_an_ordinary_role_and_writes_are_durable() throws Exception {
    try (var server = EmbeddedPostgres.start(dir)) {
      String rights = "select rolsuper or rolbypassrls from pg_roles where rolname = current_user";
      assertThat(ask(server.office(), rights)).isEqualTo("f");
      assertThat(ask(server.office(), "show fsync")).isEqualTo("on");
      assertThat(ask(server.office(), "show synchronous_commit")).isEqualTo("on");
    }
  }

  @Test
  void nobody_logs_in_as_the_superuser_or_without_the_password() throws Exception {
    try (var server = EmbeddedPostgres.start(dir)) {
      for (String user : List.of("postgres", "hms_owner")) {
        var guess = new DatabaseConfig("127.0.0.1", server.port(), "hms", user, "guess", 1);
        assertThatThrownBy(() -> ask(guess, "select 1")).hasMessageContaining("authentication");
      }
    }
  }

  @Test
  void passwords_are_readable_by_the_owner_only() throws Exception {
    EmbeddedPostgres.start(dir).close();

    for (String name : List.of("pg-owner", "pg-office")) {
      var mode = Files.getPosixFilePermissions(dir.resolve("secrets").resolve(name));
      assertThat(mode).extracting(Enum::name).containsOnly("OWNER_READ", "OWNER_WRITE");
    }
  }

  @Test
  void without_user_namespaces_root_starts_it_as_another_user() throws Exception {
    assumeThat(RunAs.root()).isTrue();
    Path open = Files.createTempDirectory(Path.of("/tmp"), "hms-postgres-");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (var server = EmbeddedPostgres.start(open, RunAs.user("nobody"), open.resolve("cache"))) {
      assertThat(ask(server.owner(), "select 1")).isEqualTo("1");
    } finally {
      FileTrees.delete(open);
    }
  }

  private static Process inAnotherProcess(Path dir) throws IOException {
    String java = ProcessHandle.current().info().command().orElseThrow();
    String path = System.getProperty("java.class.path");
    return new ProcessBuilder(java, "-cp", path, HoldingMain.class.getName(), dir.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void kill(long pid) {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    assertThat(process.destroyForcibly()).isTrue();
    awaitEnd(process);
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(10, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError("still running: " + process.pid(), failure);
    }
  }

  private static void run(DatabaseConfig config, String sql) throws SQLException {
    try (var connection = connect(config);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(DatabaseConfig config, String sql) throws SQLException {
    try (var connection = connect(config);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(DatabaseConfig config) throws SQLException {
    String url =
        "jdbc:postgresql://%s:%d/%s".formatted(config.host(), config.port(), config.database());
    return DriverManager.getConnection(url, config.user(), config.password());
  }
}
