package hms.gateway.order;

import hms.cluster.Bus;
import hms.domain.Permission;
import hms.domain.order.CancelRequest;
import hms.domain.order.FactReport;
import hms.domain.order.LineUnits;
import hms.domain.order.Shipment;
import hms.gateway.http.Exchange;
import hms.gateway.http.OwnRows;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.Listings;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The HTTP face of parcels, of cancel requests, and of facts that the office has to settle. */
public final class ShipmentRoutes implements Routes {
  private final Bus bus;

  private record Reasoned(String reason) {}

  private record Tracked(Shipment.TrackingStatus trackingStatus, Instant at) {}

  private record Agreed(List<LineUnits> lines) {}

  private record Refused(CancelRequest.Refusal reason) {}

  private record Settled(@Nullable String text) {}

  public ShipmentRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public List<Route> routes() {
    var work = Permission.WORK_ORDERS_WORK;
    var manage = Permission.WORK_ORDERS_MANAGE;
    return List.of(
        Route.list("/shipments", Permission.WORK_ORDERS_READ, Listings.SHIPMENTS, this::parcels)
            .expandable(),
        Route.get("/shipments/:oid", Permission.WORK_ORDERS_READ, this::parcel),
        Route.command("/shipments/:oid/deliver", Permission.SHIPMENTS_DELIVER, this::deliver),
        Route.command("/shipments/:oid/lose", manage, this::lose),
        Route.post("/shipments/:oid/void", manage, this::takeBack),
        Route.post("/shipments/:oid/tracking", manage, this::track),
        Route.get("/cancel-requests/:oid", Permission.WORK_ORDERS_READ, this::request),
        Route.post("/cancel-requests/:oid/agree", work, this::agree),
        Route.post("/cancel-requests/:oid/refuse", work, this::refuse),
        Route.command("/cancel-requests/:oid/withdraw", Permission.ORDERS_CANCEL, this::withdraw),
        Route.get("/fact-reports", manage, this::reports, "limit", "state"),
        Route.get("/fact-reports/:oid", manage, this::report),
        Route.post("/fact-reports/:oid/confirm", manage, exchange -> settle(exchange, true)),
        Route.post("/fact-reports/:oid/dismiss", manage, exchange -> settle(exchange, false)));
  }

  private Future<Void> deliver(Exchange exchange) {
    return call(exchange, new OrderCommand.Deliver(exchange.oid()));
  }

  private Future<Void> lose(Exchange exchange) {
    return call(exchange, new OrderCommand.Lose(exchange.oid()));
  }

  private Future<Void> takeBack(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Reasoned.class));
    return call(exchange, new OrderCommand.TakeBack(exchange.oid(), said.reason()));
  }

  private Future<Void> track(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Tracked.class));
    var status = OrderCalls.present(exchange, "/trackingStatus", said.trackingStatus());
    var at = OrderCalls.present(exchange, "/at", said.at());
    return call(exchange, new OrderCommand.Track(exchange.oid(), status, at));
  }

  private Future<Void> agree(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Agreed.class));
    var lines = OrderCalls.present(exchange, "/lines", said.lines());
    return call(exchange, new OrderCommand.Agree(exchange.oid(), lines));
  }

  private Future<Void> refuse(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(Refused.class));
    var reason = exchange.orRefuse(OrderCalls.byArtisan(said.reason()));
    return call(exchange, new OrderCommand.Refuse(exchange.oid(), reason));
  }

  private Future<Void> withdraw(Exchange exchange) {
    return call(exchange, new OrderCommand.Withdraw(exchange.oid()));
  }

  private Future<Void> settle(Exchange exchange, boolean confirmed) {
    var said = exchange.orRefuse(exchange.optionalBody(Settled.class));
    return call(exchange, new OrderCommand.Settle(exchange.oid(), confirmed, said.text()));
  }

  private Future<Void> call(Exchange exchange, OrderCommand command) {
    return OrderCalls.answer(bus, exchange, command, 200);
  }

  private Future<Void> parcels(Exchange exchange) {
    var query =
        exchange
            .asked()
            .query(Listings.SHIPMENTS)
            .whereEqual("artisan", OwnRows.of(exchange.actor()));
    return exchange.page(exchange.stores().shipments().get(query), OrderViews::shipment);
  }

  private Future<Void> parcel(Exchange exchange) {
    return exchange
        .stores()
        .shipments()
        .find(exchange.oid())
        .decide(found -> OwnRows.visible(exchange.actor(), found.artisan(), found, "shipment"))
        .future()
        .map(exchange::orRefuse)
        .compose(found ->
            exchange.object(
                found,
                OrderViews.shipment(found),
                PartActions.of(exchange.stores(), found, exchange.actor(), exchange.now())));
  }

  private Future<Void> request(Exchange exchange) {
    return exchange
        .stores()
        .cancelRequests()
        .find(exchange.oid())
        .decide(
            found -> OwnRows.visible(exchange.actor(), found.artisan(), found, "cancel-request"))
        .future()
        .map(exchange::orRefuse)
        .compose(found ->
            exchange.object(
                found,
                OrderViews.request(found),
                PartActions.of(exchange.stores(), found, exchange.actor(), exchange.now())));
  }

  private Future<Void> report(Exchange exchange) {
    return exchange
        .stores()
        .factReports()
        .find(exchange.oid())
        .future()
        .map(exchange::orRefuse)
        .compose(found ->
            exchange.object(
                found,
                OrderViews.report(found),
                PartActions.of(exchange.stores(), found, exchange.actor(), exchange.now())));
  }

  private Future<Void> reports(Exchange exchange) {
    var state = exchange.asked().word("state", FactReport.State.class);
    return exchange
        .stores()
        .factReports()
        .list(state, exchange.asked().limit())
        .compose(all -> exchange.list(all.stream().map(OrderViews::report).toList()));
  }
}
