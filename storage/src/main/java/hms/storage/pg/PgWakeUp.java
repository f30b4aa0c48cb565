package hms.storage.pg;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on a channel of PostgreSQL, over one connection of the pool, and listens anew when that
 * is cut. What was notified meanwhile is lost; so each new connection wakes once.
 */
final class PgWakeUp {
  static final String CHANNEL = "hms_jobs";

  private static final Logger LOG = LoggerFactory.getLogger(PgWakeUp.class);
  private static final long AGAIN_MILLIS = 500;

  private final Vertx vertx;
  private final Pool pool;
  private final List<Runnable> sleepers = new CopyOnWriteArrayList<>();

  PgWakeUp(Vertx vertx, Pool pool) {
    this.vertx = vertx;
    this.pool = pool;
  }

  Future<Void> listen(Runnable sleeper) {
    boolean first = sleepers.isEmpty();
    sleepers.add(sleeper);
    return first ? connect() : Future.succeededFuture();
  }

  private Future<Void> connect() {
    return pool.getConnection().map(PgConnection.class::cast).compose(this::listenOn);
  }

  private Future<Void> listenOn(PgConnection connection) {
    connection.notificationHandler(notification -> wakeAll()).closeHandler(closed -> cut());
    return connection.query("listen " + CHANNEL).execute().mapEmpty();
  }

  private void cut() {
    LOG.atInfo().addKeyValue("channel", CHANNEL).log("wake-up connection cut");
    again();
  }

  private void again() {
    vertx.setTimer(
        AGAIN_MILLIS, due -> connect().onSuccess(on -> wakeAll()).onFailure(no -> again()));
  }

  private void wakeAll() {
    sleepers.forEach(Runnable::run);
  }
}
