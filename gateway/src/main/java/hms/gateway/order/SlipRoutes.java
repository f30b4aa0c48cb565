package hms.gateway.order;

import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.artisan.Artisan;
import hms.domain.order.WorkOrder;
import hms.gateway.http.Exchange;
import hms.gateway.http.OwnRows;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The paper for a parcel. It is written by threads of its own, of which not many may wait. */
public final class SlipRoutes implements Routes {
  private static final int INSIDE_MAX = 32;
  private static final int AGAIN_SECONDS = 2;

  private final WorkerExecutor threads;
  private final AtomicInteger inside = new AtomicInteger();

  public SlipRoutes(WorkerExecutor threads) {
    this.threads = threads;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/work-orders/:oid/slip", Permission.WORK_ORDERS_READ, this::slip));
  }

  private Future<Void> slip(Exchange exchange) {
    var stores = exchange.stores();
    return stores
        .workOrders()
        .find(exchange.oid())
        .decide(found -> OwnRows.visible(exchange.actor(), found.artisan(), found, "work-order"))
        .decide(SlipRoutes::accepted)
        .then(work ->
            stores.artisans().find(work.artisan()).then(maker -> written(exchange, work, maker)))
        .future()
        .map(exchange::orRefuse)
        .compose(pdf -> exchange.bytes("application/pdf", "no-store", pdf));
  }

  /** Before that, nobody but the office knows the street. */
  private static Outcome<WorkOrder> accepted(WorkOrder work) {
    return work.accepted()
        ? Outcome.done(work)
        : Outcome.refused(
            new Refusal.WrongState(
                Lifecycle.word(work.request()),
                "slip",
                List.of("accept"),
                "not-accepted",
                "there is a slip for what its artisan has accepted"));
  }

  private Step<byte[]> written(Exchange exchange, WorkOrder work, Artisan maker) {
    if (inside.incrementAndGet() > INSIDE_MAX) {
      inside.decrementAndGet();
      return Step.refused(new Refusal.Busy(AGAIN_SECONDS));
    }
    String name = "inline; filename=\"%s.pdf\"".formatted(work.reference());
    exchange.header("Content-Disposition", name);
    return Step.from(
        threads
            .executeBlocking(() -> PackingSlip.of(work, maker), false)
            .onComplete(end -> inside.decrementAndGet()));
  }
}
