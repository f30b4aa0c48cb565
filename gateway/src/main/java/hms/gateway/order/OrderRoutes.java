package hms.gateway.order;

import hms.cluster.Bus;
import hms.domain.Actor;
import hms.domain.Permission;
import hms.domain.order.OrderPlacement;
import hms.domain.order.OrderStatus;
import hms.domain.order.WorkOrder;
import hms.gateway.command.Request;
import hms.gateway.http.Exchange;
import hms.gateway.http.OwnRows;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The HTTP face of orders and work orders. */
public final class OrderRoutes implements Routes {
  private final Bus bus;
  private final PgStores stores;

  public OrderRoutes(Bus bus, PgStores stores) {
    this.bus = bus;
    this.stores = stores;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/orders", Permission.ORDERS_PLACE, this::place),
        Route.get("/orders", Permission.ORDERS_READ, this::list, "limit", "status"),
        Route.get("/orders/:oid", Permission.ORDERS_READ, this::find),
        Route.command("/orders/:oid/cancel", Permission.ORDERS_CANCEL, this::cancel),
        Route.get("/work-orders", Permission.WORK_ORDERS_WORK, this::ownWork, "limit"),
        Route.get("/work-orders/:oid", Permission.WORK_ORDERS_READ, this::work));
  }

  private Future<Void> place(Exchange exchange) {
    var placement = exchange.orRefuse(exchange.body(OrderPlacement.class));
    return command(exchange, exchange.request(new OrderCommand.Place(placement)), 201);
  }

  private Future<Void> cancel(Exchange exchange) {
    return command(exchange, exchange.request(new OrderCommand.Cancel(exchange.oid())), 200);
  }

  private Future<Void> command(Exchange exchange, Request<OrderCommand> request, int status) {
    return OrderService.SERVICE
        .ask(bus, request)
        .compose(answer ->
            exchange.answer(
                answer,
                status,
                result -> {
                  exchange.tag(result.order());
                  return OrderViews.result(result);
                }));
  }

  private Future<Void> list(Exchange exchange) {
    var status = exchange.word("status", OrderStatus.class);
    return stores
        .orders()
        .list(status, channel(exchange.actor()), exchange.limit())
        .compose(orders -> exchange.list(orders.stream().map(OrderViews::order).toList()));
  }

  private Future<Void> find(Exchange exchange) {
    return stores
        .orders()
        .find(exchange.oid())
        .decide(found -> OwnRows.ofChannel(exchange.actor(), found.channel(), found, "order"))
        .future()
        .map(exchange::orRefuse)
        .compose(order ->
            stores
                .workOrders()
                .ofOrder(order.oid())
                .compose(parts ->
                    exchange.object(200, order, OrderViews.result(new OrderResult(order, parts)))));
  }

  private Future<Void> ownWork(Exchange exchange) {
    return OwnRows.of(exchange.actor())
        .map(artisan -> stores.workOrders().ofArtisan(artisan, exchange.limit()))
        .orElseGet(() -> Future.succeededFuture(List.of()))
        .compose(work -> exchange.list(work.stream().map(OrderViews::forArtisan).toList()));
  }

  private Future<Void> work(Exchange exchange) {
    return stores
        .workOrders()
        .find(exchange.oid())
        .decide(found -> OwnRows.visible(exchange.actor(), found.artisan(), found, "work-order"))
        .future()
        .map(exchange::orRefuse)
        .compose((WorkOrder part) -> exchange.object(200, part, OrderViews.forArtisan(part)));
  }

  private static @Nullable UUID channel(Actor actor) {
    return actor instanceof Actor.Storefront(var channel, var name) ? channel : null;
  }
}
