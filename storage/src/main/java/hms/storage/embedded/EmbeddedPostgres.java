package hms.storage.embedded;

import hms.storage.pg.DatabaseConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A real, durable PostgreSQL server in a directory, with the database {@code hms} and the roles
 * {@code hms_owner} (owns it, may create databases) and {@code hms_office}. It listens on loopback
 * only, keeps its port and data over restarts, and ends with this process.
 *
 * <p>Shape: {@code data/}, {@code secrets/} (passwords, mode 0600), {@code port}, {@code lock},
 * {@code postgres.log} (of the last start).
 */
public final class EmbeddedPostgres implements AutoCloseable {
  public static final String OWNER = "hms_owner";
  public static final String OFFICE = "hms_office";
  private static final String DATABASE = "hms";
  private static final String HOST = "127.0.0.1";
  private static final int POOL_SIZE = 10;

  private final DirectoryLock lock;
  private final PostgresProcess process;
  private final int port;
  private final String ownerPassword;
  private final String officePassword;

  private EmbeddedPostgres(
      DirectoryLock lock,
      PostgresProcess process,
      int port,
      String ownerPassword,
      String officePassword) {
    this.lock = lock;
    this.process = process;
    this.port = port;
    this.ownerPassword = ownerPassword;
    this.officePassword = officePassword;
  }

  /**
   * Starts the server of {@code dir}, made on first use, and waits until it takes connections. A
   * server left over by a process that is gone is stopped first.
   *
   * @throws IOException with the tail of the server's log; also if another process uses {@code dir}
   */
  public static EmbeddedPostgres start(Path dir) throws IOException {
    RunAs runAs = RunAs.detect();
    // Another user cannot look into our home.
    Path cache =
        runAs.fileOwner().isPresent() ? dir.resolve("binaries") : PostgresBinaries.userCache(dir);
    return start(dir, runAs, cache);
  }

  static EmbeddedPostgres start(Path dir, RunAs runAs, Path cache) throws IOException {
    Path home = Files.createDirectories(dir).toRealPath();
    DirectoryLock lock = DirectoryLock.take(home);
    try {
      Path bin = PostgresBinaries.unpackedIn(cache).resolve("bin");
      return start(home, new DataDirectory(home.resolve("data"), bin, runAs), lock);
    } catch (IOException | RuntimeException failure) {
      lock.close();
      throw failure;
    }
  }

  private static EmbeddedPostgres start(Path home, DataDirectory data, DirectoryLock lock)
      throws IOException {
    String owner = SecretFile.readOrCreate(home.resolve("secrets/pg-owner"));
    String office = SecretFile.readOrCreate(home.resolve("secrets/pg-office"));
    if (!data.exists()) data.create(owner, office);
    var leftOver = data.leftOver();
    if (leftOver.isPresent()) PostgresProcess.stop(leftOver.get());
    int port = StickyPort.choose(home.resolve("port"));
    var process = PostgresProcess.startPatiently(data, port, home.resolve("postgres.log"));
    return new EmbeddedPostgres(lock, process, port, owner, office);
  }

  public String host() {
    return HOST;
  }

  public int port() {
    return port;
  }

  public String database() {
    return DATABASE;
  }

  public String ownerUser() {
    return OWNER;
  }

  public String ownerPassword() {
    return ownerPassword;
  }

  public String officeUser() {
    return OFFICE;
  }

  public String officePassword() {
    return officePassword;
  }

  /** The way in for migrations. */
  public DatabaseConfig owner() {
    return new DatabaseConfig(HOST, port, DATABASE, OWNER, ownerPassword, POOL_SIZE);
  }

  /** The way in for the office. */
  public DatabaseConfig office() {
    return new DatabaseConfig(HOST, port, DATABASE, OFFICE, officePassword, POOL_SIZE);
  }

  /** The process id of the server, for fault tests. */
  public long pid() {
    return process.process().pid();
  }

  /**
   * Forgets the server while it runs, as a crash of this process without the kernel's help would.
   */
  void abandon() throws IOException {
    lock.close();
  }

  /** Fast shutdown: open transactions are rolled back, clients lose their connection. Waits. */
  @Override
  public void close() {
    try {
      process.stop();
      lock.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
