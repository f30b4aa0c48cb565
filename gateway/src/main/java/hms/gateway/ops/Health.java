package hms.gateway.ops;

import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Is this node fit to serve? Looked at once a second in the background, so that a probe never waits
 * for a dependency.
 */
public final class Health extends VerticleBase {
  private static final long EVERY_MILLIS = 1000;
  private static final long ANSWER_MILLIS = 900;

  private final PgStores stores;
  private final BooleanSupplier brokerLinked;
  private volatile boolean database;
  private volatile boolean draining;

  public Health(PgStores stores, BooleanSupplier brokerLinked) {
    this.stores = stores;
    this.brokerLinked = brokerLinked;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(EVERY_MILLIS, id -> look().onFailure(never -> {}));
    return look();
  }

  /** From now on no new work shall be sent here. */
  public void drain() {
    draining = true;
  }

  /** Why this node is not ready; empty if it is. */
  String missing() {
    if (draining) return "draining";
    if (!database) return "database does not answer";
    return brokerLinked.getAsBoolean() ? "" : "broker is not linked";
  }

  private Future<Void> look() {
    return stores
        .ping()
        .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
        .transform(ping -> {
          database = ping.succeeded();
          return Future.succeededFuture();
        });
  }
}
