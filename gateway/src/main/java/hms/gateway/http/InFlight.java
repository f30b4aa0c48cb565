package hms.gateway.http;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;

/** Refuses early what could not be answered in time anyway. */
final class InFlight {
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
    context.addEndHandler(ended -> running.decrementAndGet());
    context.next();
  }
}
