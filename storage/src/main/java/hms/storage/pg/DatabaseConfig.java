package hms.storage.pg;

/**
 * One way into one database.
 *
 * @param port 1 to 65535
 * @param password never printed
 * @param poolSize connections at most, 1 to 1000
 */
public record DatabaseConfig(
    String host, int port, String database, String user, String password, int poolSize) {
  public DatabaseConfig {
    if (port < 1 || port > 65_535) throw new IllegalArgumentException("port was " + port);
    if (poolSize < 1 || poolSize > 1000) {
      throw new IllegalArgumentException("poolSize must be 1..1000, was " + poolSize);
    }
  }

  /** The same way into another database of the server. */
  public DatabaseConfig withDatabase(String other) {
    return new DatabaseConfig(host, port, other, user, password, poolSize);
  }

  /** The same way, for fewer at a time. */
  public DatabaseConfig withPoolSize(int size) {
    return new DatabaseConfig(host, port, database, user, password, size);
  }

  @Override
  public String toString() {
    return "postgresql://%s@%s:%d/%s".formatted(user, host, port, database);
  }
}
