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

  /** Whoever runs long work runs few at a time. */
  private static final int LONG_WORK_CONNECTIONS = 4;

  private final Vertx vertx;
  private final RolePools pools;
  private final RolePools patient;

  private PgDatabase(Vertx vertx, RolePools pools, RolePools patient) {
    this.vertx = vertx;
    this.pools = pools;
    this.patient = patient;
  }

  public static PgDatabase open(Vertx vertx, DatabaseConfig config) {
    var few = config.withPoolSize(LONG_WORK_CONNECTIONS);
    return new PgDatabase(
        vertx, RolePools.open(vertx, config), RolePools.openForLongWork(vertx, few));
  }

  /**
   * @param messagesWritten called after each commit that wrote messages
   */
  public PgStores stores(Runnable messagesWritten) {
    return new PgStores(pools, messagesWritten);
  }

  /**
   * Stores for {@link PgStores#snapshot}: statements may take long, and there are few at a time.
   */
  public PgStores longWork() {
    return new PgStores(patient, () -> {});
  }

  public JobStore jobs() {
    return new PgJobStore(vertx, pools.office(), patient.office());
  }

  public PgJobViews jobViews() {
    return new PgJobViews(pools.office(), patient.office());
  }

  public PgNodeViews nodeViews() {
    return new PgNodeViews(pools.office());
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
    return Future.join(pools.close(), patient.close()).mapEmpty();
  }
}
