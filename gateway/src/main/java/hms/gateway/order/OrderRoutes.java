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
import hms.storage.query.Operator;
import hms.storage.query.Query;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
        Route.get(
            "/orders", Permission.ORDERS_READ, this::list, "limit", "after", "sort", "status"),
        Route.get("/orders/:oid", Permission.ORDERS_READ, this::find),
        Route.command("/orders/:oid/cancel", Permission.ORDERS_CANCEL, this::cancel),
        Route.get(
            "/work-orders", Permission.WORK_ORDERS_WORK, this::ownWork, "limit", "after", "sort"),
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
    var query =
        exchange
            .query("created")
            .whereEqual("status", Optional.ofNullable(exchange.word("status", OrderStatus.class)))
            .whereEqual("channel", channel(exchange.actor()));
    return exchange.page(stores.orders().get(query), OrderViews::order);
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
    var query = exchange.query("created");
    Query own =
        OwnRows.of(exchange.actor())
            .map(artisan -> query.where("artisan", Operator.EQ, artisan))
            .orElseGet(() -> query.named(List.of()));
    return exchange.page(stores.workOrders().get(own), OrderViews::forArtisan);
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

  private static Optional<UUID> channel(Actor actor) {
    return actor instanceof Actor.Storefront(var channel, var name)
        ? Optional.of(channel)
        : Optional.empty();
  }
}
