package hms.gateway.deadline;

import hms.cluster.Bus;
import hms.domain.Permission;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import io.vertx.core.Future;
import java.util.List;

/** The HTTP face of what the house does by the clock. */
public final class DeadlineRoutes implements Routes {
  private final Bus bus;

  public DeadlineRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/deadlines", Permission.PARKED_READ, this::list, "limit", "kind", "object"),
        Route.command("/deadlines/:oid/fire", Permission.PARKED_MANAGE, this::fire));
  }

  private Future<Void> list(Exchange exchange) {
    var asked = exchange.asked();
    return exchange
        .stores()
        .openDeadlines()
        .list(asked.text("kind"), asked.id("object"), asked.limit())
        .compose(all -> exchange.list(all.stream().map(DomainJson::tree).toList()));
  }

  private Future<Void> fire(Exchange exchange) {
    return DeadlineService.SERVICE
        .ask(bus, exchange.request(new DeadlineService.Fire(exchange.oid())))
        .compose(answer -> exchange.answer(answer, 200, DomainJson::tree));
  }
}
