package hms.gateway.operation;

import hms.cluster.Bus;
import hms.domain.Permission;
import hms.domain.operation.Operation;
import hms.gateway.command.Actions;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.Listings;
import hms.storage.Step;
import hms.storage.query.Operator;
import io.vertx.core.Future;
import java.util.List;

/** The HTTP face of long work, for whoever asked for it. */
public final class OperationRoutes implements Routes {
  private final Bus bus;
  private final OperationDoor door;

  public OperationRoutes(Bus bus, OperationDoor door) {
    this.bus = bus;
    this.door = door;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.list("/operations", Permission.ACCOUNT_READ, Listings.OPERATIONS, this::list),
        Route.get("/operations/:oid", Permission.ACCOUNT_READ, this::find, "wait"),
        Route.command("/operations/:oid/cancel", Permission.ACCOUNT_READ, this::cancel));
  }

  /** The latest first, unless another order is asked for. */
  private Future<Void> list(Exchange exchange) {
    var asked = exchange.asked();
    var query = asked.query(Listings.OPERATIONS);
    var own =
        (asked.anyOf("sort") ? query : query.sortedBy("-created"))
            .where("principal", Operator.EQ, exchange.actor().name());
    return exchange.page(exchange.stores().operations().get(own), OperationViews::operation);
  }

  private Future<Void> find(Exchange exchange) {
    long seconds = exchange.asked().number("wait", 0);
    return door.room()
        .ended(exchange, exchange.oid(), seconds)
        .compose(found -> {
          if (!found.hasEnded()) exchange.header("Retry-After", "1");
          var actions = actions(exchange, found);
          return exchange.object(found, OperationViews.operation(found), Step.done(actions));
        });
  }

  private Future<Void> cancel(Exchange exchange) {
    return OperationService.SERVICE
        .ask(bus, exchange.request(new OperationCommand.Cancel(exchange.oid())))
        .compose(answer ->
            exchange.answer(
                answer,
                200,
                operation -> {
                  exchange.tag(operation);
                  return OperationViews.operation(operation);
                }));
  }

  private static Actions actions(Exchange exchange, Operation found) {
    return new Actions(exchange.actor())
        .add("cancel", Permission.ACCOUNT_READ, () -> found.cancel(exchange.now()));
  }
}
