package hms.storage.pg;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on a channel of PostgreSQL, over one connection of the pool, and listens anew when that
 * is cut or could not be had. What was notified meanwhile is lost; so each new connection wakes
 * once.
 */
final class PgWakeUp {
  static final String CHANNEL = "hms_jobs";

  private static final Logger LOG = LoggerFactory.getLogger(PgWakeUp.class);
  private static final long AGAIN_MILLIS = 500;

  private final Vertx vertx;
  private final Pool pool;
  private final List<Runnable> sleepers = new CopyOnWriteArrayList<>();
  private final AtomicBoolean waiting = new AtomicBoolean();

  PgWakeUp(Vertx vertx, Pool pool) {
    this.vertx = vertx;
    this.pool = pool;
  }

  /**
   * Done when listening, or when it is clear that the database is away just now: whoever sleeps
   * also looks by himself from time to time, so a node may start during an outage. Errors: whatever
   * trying again would not mend, such as a wrong password.
   */
  Future<Void> listen(Runnable sleeper) {
    boolean first = sleepers.isEmpty();
    sleepers.add(sleeper);
    return first ? connect().recover(this::later) : Future.succeededFuture();
  }

  private Future<Void> later(Throwable failure) {
    if (!Outage.is(failure)) return Future.failedFuture(failure);
    LOG.atWarn().addKeyValue("channel", CHANNEL).setCause(failure).log("no wake-up connection yet");
    again();
    return Future.succeededFuture();
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

  /** A connection cut while it begins to listen is told twice: as closed and as failed. */
  private void again() {
    if (!waiting.compareAndSet(false, true)) return;
    vertx.setTimer(
        AGAIN_MILLIS,
        due -> {
          waiting.set(false);
          connect().onSuccess(on -> wakeAll()).onFailure(no -> again());
        });
  }

  private void wakeAll() {
    sleepers.forEach(Runnable::run);
  }
}
