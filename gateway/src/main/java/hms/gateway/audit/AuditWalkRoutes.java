package hms.gateway.audit;

import hms.cluster.Bus;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Rules;
import hms.gateway.audit.AuditWalk.Days;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.gateway.operation.OperationCommand;
import hms.gateway.operation.OperationDoor;
import hms.gateway.operation.OperationService;
import hms.storage.DomainJson;
import io.vertx.core.Future;
import java.util.List;

/** Lets the chain of the audit be walked. */
public final class AuditWalkRoutes implements Routes {
  private final Bus bus;
  private final OperationDoor door;

  public AuditWalkRoutes(Bus bus, OperationDoor door) {
    this.bus = bus;
    this.door = door;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/audit/verify", Permission.AUDIT_VERIFY, this::verify));
  }

  private Future<Void> verify(Exchange exchange) {
    var days = exchange.orRefuse(exchange.optionalBody(Days.class).then(AuditWalkRoutes::checked));
    var ask = new OperationCommand.Ask(AuditWalk.KIND, DomainJson.tree(days));
    return OperationService.SERVICE
        .ask(bus, exchange.request(ask))
        .compose(answer -> door.answer(exchange, answer));
  }

  private static Outcome<Days> checked(Days days) {
    var rules = new Rules();
    boolean forward = days.from() == null || days.to() == null || !days.to().isBefore(days.from());
    rules.that(forward, "/to", "order", "must not be before from");
    return rules.broken() ? rules.refused() : Outcome.done(days);
  }
}
