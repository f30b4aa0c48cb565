package hms.gateway.sweep;

import hms.gateway.command.Mint;
import hms.storage.TestPostgres;
import hms.storage.pg.Invariants;
import hms.storage.pg.PgPools;
import hms.storage.pg.PgStores;
import hms.storage.pg.RolePools;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A database of its own, and what cleans it. */
final class SweptHouse implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final TestPostgres.Database database = TestPostgres.freshDatabase();
  private final Pool owner = PgPools.open(vertx, database.owner());
  private final HouseSweep sweep =
      new HouseSweep(
          new PgStores(RolePools.open(vertx, database.office()), () -> {}),
          new Mint(Clock.systemUTC(), new SecureRandom()),
          Duration.ofDays(7),
          queue -> Future.failedFuture("no broker"));

  @Override
  public void close() {
    vertx.close().await();
  }

  /** How many rows went or were marked. */
  int swept() {
    return sweep.sweep().await();
  }

  /** Past all doors. */
  void execute(String sql) {
    owner.query(sql).execute().await();
  }

  /**
   * @param rows a table, and which of its rows
   */
  long count(String rows) {
    return owner
        .query("select count(*) from " + rows)
        .execute()
        .await()
        .iterator()
        .next()
        .getLong(0);
  }

  List<Invariants.Broken> broken() {
    return new Invariants(owner).broken().await();
  }
}
