package hms.gateway.http;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Refuses early what could not be answered in time anyway. */
final class InFlight {
  private static final String LEAVE = "hms.in-flight-leave";

  private final int max;
  private final AtomicInteger running = new AtomicInteger();

  InFlight(int max) {
    this.max = max;
  }

  void admit(RoutingContext context) {
    if (running.incrementAndGet() > max) {
      running.decrementAndGet();
      var busy = Problems.unavailable("too many requests at a time, at most " + max);
      busy.body().put("code", "overloaded");
      context.fail(new EdgeRefusal(busy));
      return;
    }
    var inside = new AtomicBoolean(true);
    Runnable leave =
        () -> {
          if (inside.getAndSet(false)) running.decrementAndGet();
        };
    context.put(LEAVE, leave);
    context.addEndHandler(ended -> leave.run());
    context.next();
  }

  /** A call that goes on for long is counted where such calls are. */
  static void leave(RoutingContext context) {
    context.<Runnable>get(LEAVE).run();
  }
}
