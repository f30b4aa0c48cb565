package hms.storage;

import hms.storage.embedded.EmbeddedPostgres;
import hms.storage.pg.DatabaseConfig;
import hms.storage.pg.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL server for all tests of a JVM, and fresh migrated databases on it. */
public final class TestPostgres {
  private static final String TEMPLATE = "hms_template";
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Row-level security holds for the owner too; tests look past it. */
  private static final String LET_THE_OWNER_SEE =
      """
      do $$ declare t regclass; begin
        for t in select oid from pg_class where relforcerowsecurity loop
          execute format('create policy test_owner on %s to hms_owner using (true) with check (true)', t);
        end loop;
      end $$
      """;

  /** Starts with the first use, ends with the JVM. */
  private static final EmbeddedPostgres SERVER = start();

  /**
   * A database of its own for one test or test class.
   *
   * @param owner may do anything in it
   * @param office may do what the migrations granted
   */
  public record Database(DatabaseConfig owner, DatabaseConfig office) {}

  private TestPostgres() {}

  /** A new database with every migration applied, as a copy of a template. */
  public static Database freshDatabase() {
    String name = "test_" + COUNT.incrementAndGet();
    run("create database " + name + " template " + TEMPLATE);
    return new Database(SERVER.owner().withDatabase(name), SERVER.office().withDatabase(name));
  }

  private static EmbeddedPostgres start() {
    try {
      Path dir = Files.createTempDirectory("hms-test-postgres-");
      EmbeddedPostgres server = EmbeddedPostgres.start(dir);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, dir)));
      run(server, "create database " + TEMPLATE);
      Migrations.migrate(server.owner().withDatabase(TEMPLATE));
      run(server, TEMPLATE, LET_THE_OWNER_SEE);
      return server;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void run(String sql) {
    run(SERVER, sql);
  }

  private static void run(EmbeddedPostgres server, String sql) {
    run(server, "hms", sql);
  }

  private static void run(EmbeddedPostgres server, String database, String sql) {
    String url = "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), database);
    try (var connection =
            DriverManager.getConnection(url, server.ownerUser(), server.ownerPassword());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  private static void end(EmbeddedPostgres server, Path dir) {
    server.close();
    try {
      // Each database is a thousand files: too slow to wait for at the end of every test run.
      new ProcessBuilder("rm", "-rf", dir.toString()).start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
