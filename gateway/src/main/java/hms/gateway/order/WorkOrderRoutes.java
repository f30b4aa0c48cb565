package hms.gateway.order;

import hms.cluster.Bus;
import hms.domain.Permission;
import hms.domain.order.LineUnits;
import hms.domain.order.Negotiation.Acceptance;
import hms.domain.order.Negotiation.Answer;
import hms.domain.order.Reason;
import hms.domain.order.ShipNotice;
import hms.domain.order.WorkOrder;
import hms.gateway.http.Exchange;
import hms.gateway.http.OwnRows;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.Listings;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The HTTP face of work orders: what their artisan and the office do with them. */
public final class WorkOrderRoutes implements Routes {
  private final Bus bus;

  private record Accepted(@Nullable List<Answer> lines, LocalDate promisedShipDate) {}

  private record Rejected(Reason reason) {}

  private record Reasoned(String reason) {}

  private record Rerouted(UUID line, int units, UUID product) {}

  private record Returned(List<LineUnits> lines, boolean refunded, boolean resellable) {}

  public WorkOrderRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public List<Route> routes() {
    var work = Permission.WORK_ORDERS_WORK;
    var manage = Permission.WORK_ORDERS_MANAGE;
    return List.of(
        Route.list("/work-orders", Permission.WORK_ORDERS_READ, Listings.WORK_ORDERS, this::list),
        Route.get("/work-orders/:oid", Permission.WORK_ORDERS_READ, this::work).shaped(),
        Route.command("/work-orders/:oid/receipt", work, this::receipt),
        Route.post("/work-orders/:oid/accept", work, this::accept),
        Route.post("/work-orders/:oid/reject", work, this::reject),
        Route.command("/work-orders/:oid/start", work, this::start),
        Route.post("/work-orders/:oid/ship", work, this::ship),
        Route.post("/work-orders/:oid/hold", manage, this::hold),
        Route.command("/work-orders/:oid/release", manage, this::release),
        Route.post("/work-orders/:oid/close-short", manage, this::closeShort),
        Route.command("/work-orders/:oid/resend", manage, this::resend),
        Route.command("/work-orders/:oid/offer-again", manage, this::offerAgain),
        Route.command("/work-orders/:oid/give-up", manage, this::giveUp),
        Route.post("/work-orders/:oid/reroute", manage, this::reroute),
        Route.post("/work-orders/:oid/return", manage, this::comeBack));
  }

  private Future<Void> receipt(Exchange exchange) {
    return call(exchange, new OrderCommand.Receipt(exchange.oid()));
  }

  private Future<Void> accept(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Accepted.class));
    var lines = Objects.requireNonNullElse(said.lines(), List.<Answer>of());
    var acceptance = new Acceptance(lines, said.promisedShipDate());
    return call(exchange, new OrderCommand.Accept(exchange.oid(), exchange.ifMatch(), acceptance));
  }

  private Future<Void> reject(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Rejected.class));
    var reason = OrderCalls.present(exchange, "/reason", said.reason());
    return call(exchange, new OrderCommand.Reject(exchange.oid(), exchange.ifMatch(), reason));
  }

  private Future<Void> start(Exchange exchange) {
    return call(exchange, new OrderCommand.Start(exchange.oid(), exchange.ifMatch()));
  }

  private Future<Void> ship(Exchange exchange) {
    var notice = exchange.orRefuse(exchange.body(ShipNotice.class));
    return OrderCalls.answer(bus, exchange, new OrderCommand.Ship(exchange.oid(), notice), 201);
  }

  private Future<Void> hold(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Reasoned.class));
    return call(
        exchange, new OrderCommand.HoldWork(exchange.oid(), exchange.ifMatch(), said.reason()));
  }

  private Future<Void> release(Exchange exchange) {
    return call(exchange, new OrderCommand.ReleaseWork(exchange.oid(), exchange.ifMatch()));
  }

  private Future<Void> closeShort(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Reasoned.class));
    return call(
        exchange, new OrderCommand.CloseShort(exchange.oid(), exchange.ifMatch(), said.reason()));
  }

  private Future<Void> offerAgain(Exchange exchange) {
    return call(exchange, new OrderCommand.OfferAgain(exchange.oid(), exchange.ifMatch()));
  }

  private Future<Void> resend(Exchange exchange) {
    return call(exchange, new OrderCommand.Resend(exchange.oid()));
  }

  private Future<Void> giveUp(Exchange exchange) {
    return call(exchange, new OrderCommand.GiveUp(exchange.oid(), exchange.ifMatch()));
  }

  private Future<Void> reroute(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Rerouted.class));
    var product = OrderCalls.present(exchange, "/product", said.product());
    var wanted = new LineUnits(said.line(), said.units());
    return OrderCalls.answer(
        bus,
        exchange,
        new OrderCommand.Reroute(exchange.oid(), exchange.ifMatch(), wanted, product),
        201);
  }

  private Future<Void> comeBack(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Returned.class));
    var lines = OrderCalls.present(exchange, "/lines", said.lines());
    return call(
        exchange,
        new OrderCommand.Return(
            exchange.oid(), exchange.ifMatch(), lines, said.refunded(), said.resellable()));
  }

  private Future<Void> call(Exchange exchange, OrderCommand command) {
    return OrderCalls.answer(bus, exchange, command, 200);
  }

  private Future<Void> list(Exchange exchange) {
    var query =
        exchange
            .asked()
            .query(Listings.WORK_ORDERS)
            .whereEqual("artisan", OwnRows.of(exchange.actor()));
    return exchange.page(exchange.stores().workOrders().get(query), OrderViews::forArtisan);
  }

  private Future<Void> work(Exchange exchange) {
    return exchange
        .stores()
        .workOrders()
        .find(exchange.oid())
        .decide(found -> OwnRows.visible(exchange.actor(), found.artisan(), found, "work-order"))
        .future()
        .map(exchange::orRefuse)
        .compose((WorkOrder part) ->
            exchange.object(
                part,
                OrderViews.forArtisan(part),
                WorkOrderActions.of(exchange.stores(), part, exchange.actor(), exchange.now())));
  }
}
