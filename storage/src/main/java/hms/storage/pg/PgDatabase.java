package hms.storage.pg;

import hms.storage.JobStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;

/**
 * A database with its pool of connections. What uses it sees stores, never a connection, so that
 * SQL stays in this package. Connects when first used; a lost connection is made again.
 */
public final class PgDatabase {
  private static final String CUT =
      """
      select count(pg_terminate_backend(pid)) as cut from pg_stat_activity
      where usename = current_user and datname = current_database() and pid <> pg_backend_pid()
      """;

  private final Vertx vertx;
  private final Pool pool;

  private PgDatabase(Vertx vertx, Pool pool) {
    this.vertx = vertx;
    this.pool = pool;
  }

  public static PgDatabase open(Vertx vertx, DatabaseConfig config) {
    return new PgDatabase(vertx, PgPools.open(vertx, config));
  }

  /**
   * @param messagesWritten called after each commit that wrote messages
   */
  public PgStores stores(Runnable messagesWritten) {
    return new PgStores(pool, messagesWritten);
  }

  public JobStore jobs() {
    return new PgJobStore(vertx, pool);
  }

  public PgJobViews jobViews() {
    return new PgJobViews(pool);
  }

  /** Cuts all connections that others have by the same account, as a failing server would. */
  public Future<Integer> cutOtherConnections() {
    return pool.query(CUT).execute().map(rows -> rows.iterator().next().getInteger("cut"));
  }

  public Future<Void> close() {
    return pool.close();
  }
}
