package hms.gateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ends connections on which nothing comes to an end. What counts is a request whose headers are
 * there, and a part of an answer that was taken: a byte of a header now and then is neither. Who
 * waits for us is not ended here. It costs a look now and then, where a timer that Netty moves on
 * with each byte costs a tenth of a short request. For one event loop.
 */
final class Connections {
  private static final int LOOKS = 2;

  private final Vertx vertx;
  private final Duration first;
  private final Duration idle;
  private final Map<HttpConnection, Watch> watches = new IdentityHashMap<>();

  /** Of one connection: the requests that are not answered yet, and how far all have come. */
  private static final class Watch {
    private final List<HttpServerRequest> open = new ArrayList<>();
    private long asked;
    private long came;
    private int still;
    private long timer;
  }

  /**
   * @param first in which the headers of the first request must have come
   * @param idle after which a connection on which nothing happens is ended, or half as long again
   */
  Connections(Vertx vertx, Duration first, Duration idle) {
    this.vertx = vertx;
    this.first = first;
    this.idle = idle;
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
    if (watch.asked == 0) {
      vertx.cancelTimer(watch.timer);
      watch.timer =
          vertx.setPeriodic(idle.toMillis() / LOOKS, look -> look(request.connection(), watch));
    }
    watch.asked++;
    watch.open.removeIf(each -> each.response().ended());
    watch.open.add(request);
  }

  private static void look(HttpConnection connection, Watch watch) {
    watch.open.removeIf(each -> each.response().ended());
    boolean waits = watch.open.stream().anyMatch(each -> !each.response().headWritten());
    long came =
        watch.asked + watch.open.stream().mapToLong(each -> each.response().bytesWritten()).sum();
    watch.still = waits || came != watch.came ? 0 : watch.still + 1;
    watch.came = came;
    if (watch.still == LOOKS) close(connection);
  }

  /** Vert.x would wait until all that was written is taken, and here nothing is. */
  private static void close(HttpConnection connection) {
    var unused = ((ConnectionBase) connection).channelHandlerContext().close();
  }
}
