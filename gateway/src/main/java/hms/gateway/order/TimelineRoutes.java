package hms.gateway.order;

import hms.domain.Permission;
import hms.gateway.http.Exchange;
import hms.gateway.http.OwnRows;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** What became of an order, a lane for each of its work orders. */
public final class TimelineRoutes implements Routes {
  @Override
  public List<Route> routes() {
    return List.of(Route.get("/orders/:oid/timeline", Permission.ORDERS_READ, this::timeline));
  }

  private Future<Void> timeline(Exchange exchange) {
    return exchange
        .stores()
        .orders()
        .find(exchange.oid())
        .decide(found -> OwnRows.ofChannel(exchange.actor(), found.channel(), found, "order"))
        .future()
        .map(exchange::orRefuse)
        .compose(order -> read(exchange.stores(), order.oid()))
        .compose(timeline -> exchange.json(200, timeline.view(exchange.actor())));
  }

  private static Future<Timeline> read(PgStores stores, UUID order) {
    return stores
        .workOrders()
        .ofOrder(order)
        .compose(parts ->
            stores
                .history()
                .ofOrder(order)
                .compose(entries ->
                    stores
                        .history()
                        .moves(order)
                        .map(moves -> new Timeline(order, parts, entries, moves))));
  }
}
