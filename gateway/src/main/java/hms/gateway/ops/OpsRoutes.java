package hms.gateway.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Permission;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import hms.storage.Timestamps;
import hms.storage.pg.PgSecurityLog;
import io.vertx.core.Future;
import java.util.List;

/** Health for probes, and what was refused at the doors for auditors. */
public final class OpsRoutes implements Routes {
  private final Health health;

  public OpsRoutes(Health health) {
    this.health = health;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.probe("/livez", exchange -> status(exchange, 200, "live")),
        Route.probe("/startupz", exchange -> status(exchange, 200, "started")),
        Route.probe("/readyz", this::ready),
        Route.get("/security-events", Permission.AUDIT_READ, this::securityEvents, "limit"));
  }

  private Future<Void> ready(Exchange exchange) {
    String missing = health.missing();
    return missing.isEmpty() ? status(exchange, 200, "ready") : status(exchange, 503, missing);
  }

  private static Future<Void> status(Exchange exchange, int code, String status) {
    return exchange.json(code, DomainJson.object().put("status", status));
  }

  private Future<Void> securityEvents(Exchange exchange) {
    return exchange
        .stores()
        .security()
        .list(exchange.asked().limit())
        .compose(entries -> exchange.list(entries.stream().map(OpsRoutes::view).toList()));
  }

  private static JsonNode view(PgSecurityLog.Entry entry) {
    ObjectNode view = DomainJson.tree(entry.event()).deepCopy();
    return view.put("n", entry.n()).put("at", Timestamps.text(entry.at()));
  }
}
