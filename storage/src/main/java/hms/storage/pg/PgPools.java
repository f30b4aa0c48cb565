package hms.storage.pg;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.Map;

/** Opens connection pools with the limits that every connection of ours has. */
public final class PgPools {
  private static final int PIPELINE = 64;
  private static final int WAITERS_PER_CONNECTION = 4;

  /** Server-side limits, sent when a connection opens. */
  private static final Map<String, String> LIMITS =
      Map.of(
          "application_name", "hms",
          "statement_timeout", "5s",
          "lock_timeout", "2s",
          "idle_in_transaction_session_timeout", "10s");

  /** The same for what looks at whole tables: an export, a verification. */
  private static final Map<String, String> LIMITS_OF_LONG_WORK =
      Map.of(
          "statement_timeout", "30min",
          "idle_in_transaction_session_timeout", "30min");

  private PgPools() {}

  /** A pool that connects when first used; at the limit of waiters a request fails at once. */
  public static Pool open(Vertx vertx, DatabaseConfig config) {
    return open(vertx, config, connection(config), config.user());
  }

  /** A pool for what looks at whole tables while nobody waits at a door. */
  public static Pool openForLongWork(Vertx vertx, DatabaseConfig config) {
    return open(vertx, config, patient(config), config.user() + "-long");
  }

  /** The same, and every connection puts on {@code role}. */
  static Pool openForLongWork(Vertx vertx, DatabaseConfig config, String role) {
    return open(vertx, config, patient(config).addProperty("role", role), role + "-long");
  }

  private static PgConnectOptions patient(DatabaseConfig config) {
    var connection = connection(config);
    LIMITS_OF_LONG_WORK.forEach(connection::addProperty);
    return connection;
  }

  /**
   * The same as {@link #open}, and every connection puts on {@code role}, which the account is a
   * member of.
   */
  static Pool open(Vertx vertx, DatabaseConfig config, String role) {
    return open(vertx, config, connection(config).addProperty("role", role), role);
  }

  private static Pool open(
      Vertx vertx, DatabaseConfig config, PgConnectOptions connection, String name) {
    return PgBuilder.pool()
        .with(
            new PoolOptions()
                .setName("pg-" + name)
                .setMaxSize(config.poolSize())
                .setMaxWaitQueueSize(config.poolSize() * WAITERS_PER_CONNECTION))
        .connectingTo(connection)
        .using(vertx)
        .build();
  }

  /** For a connection of one's own, as LISTEN needs. */
  static PgConnectOptions connection(DatabaseConfig config) {
    var options =
        new PgConnectOptions()
            .setHost(config.host())
            .setPort(config.port())
            .setDatabase(config.database())
            .setUser(config.user())
            .setPassword(config.password())
            .setCachePreparedStatements(true)
            .setPipeliningLimit(PIPELINE);
    LIMITS.forEach(options::addProperty);
    return options;
  }
}
