package hms.gateway.config;

import hms.storage.pg.DatabaseConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code postgres}: the database and its roles.
 *
 * @param url {@code postgresql://host:port/database}
 * @param officePasswordFile required
 * @param ownerPasswordFile only for migrations
 * @param poolSize connections at most, up to 1000; 0 = 2 x cores + 1, at least 5
 */
public record PostgresConfig(
    URI url,
    String officeUser,
    Optional<Path> officePasswordFile,
    String ownerUser,
    Optional<Path> ownerPasswordFile,
    int poolSize) {
  private static final int POOL_MIN = 5;

  /** The way in of the office. Reads the password now. */
  public DatabaseConfig office() {
    return database(officeUser, officePasswordFile.orElseThrow());
  }

  /** The way in for migrations, if it is configured. Reads the password now. */
  public Optional<DatabaseConfig> owner() {
    return ownerPasswordFile.map(file -> database(ownerUser, file));
  }

  static PostgresConfig read(ConfigReader in) {
    URI url = in.url("postgres.url", "postgresql://127.0.0.1:5432/hms", "postgresql");
    in.check(
        url.getPath().matches("/[A-Za-z0-9_]+"),
        "postgres.url: expected postgresql://host:port/database");
    return new PostgresConfig(
        url,
        in.text("postgres.office.user", "hms_office"),
        in.secretFile("postgres.office.password-file", true),
        in.text("postgres.owner.user", "hms_owner"),
        in.secretFile("postgres.owner.password-file"),
        poolSize(in.integer("postgres.pool-size", "0", 0, 1000)));
  }

  private DatabaseConfig database(String user, Path passwordFile) {
    String name = url.getPath().substring(1);
    return new DatabaseConfig(
        url.getHost(), url.getPort(), name, user, SecretFiles.read(passwordFile), poolSize);
  }

  private static int poolSize(int configured) {
    int cores = Runtime.getRuntime().availableProcessors();
    return configured == 0 ? Math.max(POOL_MIN, 2 * cores + 1) : configured;
  }
}
