package hms.gateway.audit;

import hms.domain.Permission;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.Listings;
import hms.storage.query.Query;
import io.vertx.core.Future;
import java.util.List;

/** The HTTP face of the audit. */
public final class AuditRoutes implements Routes {
  @Override
  public List<Route> routes() {
    var read = Permission.AUDIT_READ;
    return List.of(
        Route.list("/audit", read, Listings.AUDIT, this::entries),
        Route.list("/audit/roots", read, Listings.AUDIT_ROOTS, this::roots));
  }

  private Future<Void> entries(Exchange exchange) {
    var query = latestFirst(exchange.asked().query(Listings.AUDIT), "-at", "-n");
    return exchange.page(exchange.stores().desk().auditLog().get(query), AuditViews::entry);
  }

  private Future<Void> roots(Exchange exchange) {
    var query = latestFirst(exchange.asked().query(Listings.AUDIT_ROOTS), "-day");
    return exchange.page(exchange.stores().desk().auditLog().roots(query), AuditViews::root);
  }

  /** Unless the other way is asked for. What came in one transaction is turned round too. */
  private static Query latestFirst(Query query, String... order) {
    boolean forward = !query.sort().isEmpty() && !query.sort().getFirst().descending();
    return forward ? query : query.sortedBy(order);
  }
}
