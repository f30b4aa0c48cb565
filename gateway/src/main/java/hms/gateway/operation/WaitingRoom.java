package hms.gateway.operation;

import hms.domain.operation.Operation;
import hms.gateway.http.Exchange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Where callers wait for the end of long work, for as long as they like but half a minute. There is
 * room for some; who finds none is answered at once, as if they had not asked to wait. For one
 * event loop.
 */
final class WaitingRoom {
  static final int SECONDS_MAX = 30;
  private static final int SEATS = 20;
  private static final int SEATS_OF_ONE = 5;
  private static final long LOOK_AGAIN_MILLIS = 100;

  private final Vertx vertx;
  private final Map<String, Integer> waiting = new HashMap<>();

  WaitingRoom(Vertx vertx) {
    this.vertx = vertx;
  }

  boolean hasRoomFor(Exchange exchange) {
    int all = waiting.values().stream().mapToInt(each -> each).sum();
    return all < SEATS && waiting.getOrDefault(exchange.actor().name(), 0) < SEATS_OF_ONE;
  }

  /** The operation when it has ended, or as it is after so many seconds. */
  Future<Operation> ended(Exchange exchange, UUID operation, long seconds) {
    String who = exchange.actor().name();
    if (seconds == 0 || !hasRoomFor(exchange)) return look(exchange, operation);
    waiting.merge(who, 1, Integer::sum);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    return ended(exchange, operation, until, LOOK_AGAIN_MILLIS)
        .onComplete(left -> waiting.computeIfPresent(who, (name, n) -> n == 1 ? null : n - 1));
  }

  private Future<Operation> ended(Exchange exchange, UUID operation, long until, long pause) {
    return look(exchange, operation)
        .compose(found ->
            found.hasEnded() || System.nanoTime() - until >= 0
                ? Future.succeededFuture(found)
                : vertx
                    .timer(pause, TimeUnit.MILLISECONDS)
                    .compose(passed -> ended(exchange, operation, until, pause)));
  }

  private static Future<Operation> look(Exchange exchange, UUID operation) {
    return exchange
        .stores()
        .operations()
        .find(operation)
        .decide(found -> OperationService.own(exchange.actor(), found))
        .future()
        .map(exchange::orRefuse);
  }
}
