package hms.storage.pg;

import hms.storage.JobStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * A database with its pools of connections. What uses it sees stores, never a connection, so that
 * SQL stays in this package. Connects when first used; a lost connection is made again.
 */
public final class PgDatabase {
  private static final String CUT =
      """
      select count(pg_terminate_backend(pid)) as cut from pg_stat_activity
      where usename = current_user and datname = current_database() and pid <> pg_backend_pid()
      """;

  private final Vertx vertx;
  private final RolePools pools;

  private PgDatabase(Vertx vertx, RolePools pools) {
    this.vertx = vertx;
    this.pools = pools;
  }

  public static PgDatabase open(Vertx vertx, DatabaseConfig config) {
    return new PgDatabase(vertx, RolePools.open(vertx, config));
  }

  /**
   * @param messagesWritten called after each commit that wrote messages
   */
  public PgStores stores(Runnable messagesWritten) {
    return new PgStores(pools, messagesWritten);
  }

  public JobStore jobs() {
    return new PgJobStore(vertx, pools.office());
  }

  public PgJobViews jobViews() {
    return new PgJobViews(pools.office());
  }

  /** Cuts all connections that others have by the same account, as a failing server would. */
  public Future<Integer> cutOtherConnections() {
    return pools
        .office()
        .query(CUT)
        .execute()
        .map(rows -> rows.iterator().next().getInteger("cut"));
  }

  public Future<Void> close() {
    return pools.close();
  }
}
