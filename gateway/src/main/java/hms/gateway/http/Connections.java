package hms.gateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ends connections of which no request comes in time: a byte now and then keeps a connection from
 * being idle, but brings no headers to an end. For one event loop.
 */
final class Connections {
  private final Vertx vertx;
  private final Duration first;
  private final Duration between;
  private final Map<HttpConnection, Watch> watches = new IdentityHashMap<>();

  /** Of one connection: the requests that are not answered yet, and whether there were none. */
  private static final class Watch {
    private final List<HttpServerRequest> open = new ArrayList<>();
    private boolean quiet;
    private long timer;
  }

  /**
   * @param first in which the headers of the first request must have come
   * @param between how long no request may be under way; at most twice as long
   */
  Connections(Vertx vertx, Duration first, Duration between) {
    this.vertx = vertx;
    this.first = first;
    this.between = between;
  }

  void opened(HttpConnection connection) {
    var watch = new Watch();
    watches.put(connection, watch);
    watch.timer = vertx.setTimer(first.toMillis(), late -> close(connection));
    var unused =
        connection.closeHandler(closed -> {
          vertx.cancelTimer(watch.timer);
          watches.remove(connection);
        });
  }

  /** The headers of a request have come. */
  void asked(HttpServerRequest request) {
    var watch = watches.get(request.connection());
    if (watch == null) return;
    if (watch.open.isEmpty() && !watch.quiet) {
      vertx.cancelTimer(watch.timer);
      watch.timer =
          vertx.setPeriodic(between.toMillis(), look -> look(request.connection(), watch));
    }
    watch.quiet = false;
    watch.open.removeIf(each -> each.response().ended());
    watch.open.add(request);
  }

  private static void look(HttpConnection connection, Watch watch) {
    watch.open.removeIf(each -> each.response().ended());
    if (watch.quiet) close(connection);
    watch.quiet = watch.open.isEmpty();
  }

  private static void close(HttpConnection connection) {
    connection.close().onFailure(gone -> {});
  }
}
