package hms.gateway.order;

import hms.cluster.Bus;
import hms.domain.Permission;
import hms.domain.PostalAddress;
import hms.domain.order.LineUnits;
import hms.domain.order.Order;
import hms.domain.order.OrderPlacement;
import hms.gateway.http.Exchange;
import hms.gateway.http.OwnRows;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.Listings;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The HTTP face of orders, for storefronts and the office. */
public final class OrderRoutes implements Routes {
  private final Bus bus;

  private record Cancelled(@Nullable List<LineUnits> lines, @Nullable String reason) {}

  private record Reasoned(String reason) {}

  private record Corrected(String shipToName, PostalAddress shipTo) {}

  private record Cleared(Order.Attention code, String note) {}

  public OrderRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/orders", Permission.ORDERS_PLACE, this::place),
        Route.list("/orders", Permission.ORDERS_READ, Listings.ORDERS, this::list).expandable(),
        Route.get("/orders/:oid", Permission.ORDERS_READ, this::find).shaped().expandable(),
        Route.post("/orders/:oid/cancel", Permission.ORDERS_CANCEL, this::cancel),
        Route.post("/orders/:oid/hold", Permission.ORDERS_MANAGE, this::hold),
        Route.command("/orders/:oid/release", Permission.ORDERS_MANAGE, this::release),
        Route.post("/orders/:oid/correct-address", Permission.ORDERS_MANAGE, this::correct),
        Route.post("/orders/:oid/clear-attention", Permission.ORDERS_MANAGE, this::clear),
        Route.post("/orders/:oid/reopen", Permission.ORDERS_MANAGE, this::reopen));
  }

  private Future<Void> place(Exchange exchange) {
    var placement = exchange.orRefuse(exchange.body(OrderPlacement.class));
    return OrderCalls.answer(bus, exchange, new OrderCommand.Place(placement), 201);
  }

  /** All of it, or the lines that the body names. */
  private Future<Void> cancel(Exchange exchange) {
    var said = exchange.orRefuse(exchange.optionalBody(Cancelled.class));
    var lines = Objects.requireNonNullElse(said.lines(), List.<LineUnits>of());
    return call(exchange, new OrderCommand.Cancel(exchange.oid(), lines, said.reason()));
  }

  private Future<Void> hold(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Reasoned.class));
    return call(exchange, new OrderCommand.Hold(exchange.oid(), exchange.ifMatch(), said.reason()));
  }

  private Future<Void> release(Exchange exchange) {
    return call(exchange, new OrderCommand.Release(exchange.oid(), exchange.ifMatch()));
  }

  private Future<Void> correct(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Corrected.class));
    return call(
        exchange,
        new OrderCommand.CorrectAddress(
            exchange.oid(), exchange.ifMatch(), said.shipToName(), said.shipTo()));
  }

  private Future<Void> clear(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Cleared.class));
    var code = OrderCalls.present(exchange, "/code", said.code());
    return call(
        exchange,
        new OrderCommand.ClearAttention(exchange.oid(), exchange.ifMatch(), code, said.note()));
  }

  private Future<Void> reopen(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Reasoned.class));
    return call(
        exchange, new OrderCommand.Reopen(exchange.oid(), exchange.ifMatch(), said.reason()));
  }

  private Future<Void> call(Exchange exchange, OrderCommand command) {
    return OrderCalls.answer(bus, exchange, command, 200);
  }

  private Future<Void> list(Exchange exchange) {
    var query =
        exchange
            .asked()
            .query(Listings.ORDERS)
            .whereEqual("channel", OwnRows.channelOf(exchange.actor()));
    return exchange.page(exchange.stores().orders().get(query), OrderViews::order);
  }

  private Future<Void> find(Exchange exchange) {
    return exchange
        .stores()
        .orders()
        .find(exchange.oid())
        .decide(found -> OwnRows.ofChannel(exchange.actor(), found.channel(), found, "order"))
        .future()
        .map(exchange::orRefuse)
        .compose(order ->
            whole(exchange.stores(), order)
                .compose(all ->
                    exchange.object(
                        order,
                        OrderViews.result(all),
                        Step.done(OrderActions.of(order, all, exchange.actor(), exchange.now())))));
  }

  private static Future<OrderResult> whole(PgStores stores, Order order) {
    return stores
        .workOrders()
        .ofOrder(order.oid())
        .compose(parts ->
            stores
                .shipments()
                .ofOrder(order.oid())
                .compose(parcels ->
                    stores
                        .cancelRequests()
                        .ofOrder(order.oid())
                        .map(asked -> OrderResult.of(order, parts).sent(parcels).asking(asked))));
  }
}
