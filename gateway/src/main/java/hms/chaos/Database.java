package hms.chaos;

import hms.storage.embedded.EmbeddedPostgres;
import hms.storage.pg.DatabaseConfig;
import hms.storage.pg.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The database of a run, that can crash. */
final class Database implements AutoCloseable {
  private final Path dir;
  private EmbeddedPostgres server;

  /** Starts and migrates it in {@code dir}. */
  Database(Path dir) throws IOException {
    this.dir = dir;
    this.server = EmbeddedPostgres.start(dir);
    Migrations.migrate(server.owner());
  }

  DatabaseConfig office() {
    return server.office();
  }

  Path passwordFile() {
    return dir.resolve("secrets/pg-office");
  }

  /** As {@code pg_ctl restart -m immediate}: it recovers from its log, on the same port. */
  void crash() {
    try {
      int port = server.port();
      Signals.quit(server.pid());
      ProcessHandle.of(server.pid()).ifPresent(gone -> gone.onExit().join());
      server.close();
      server = EmbeddedPostgres.start(dir);
      if (server.port() != port) throw new IllegalStateException("its port was taken: " + port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
