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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** Health for probes, metrics for operators, and what was refused at the doors for auditors. */
public final class OpsRoutes implements Routes {
  private final Health health;
  private final Supplier<String> scrape;

  /**
   * @param scrape all metrics in the text format of Prometheus
   */
  public OpsRoutes(Health health, Supplier<String> scrape) {
    this.health = health;
    this.scrape = scrape;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.probe("/livez", exchange -> status(exchange, 200, "live")),
        Route.probe("/startupz", exchange -> status(exchange, 200, "started")),
        Route.probe("/readyz", this::ready),
        Route.probe("/metrics", this::metrics).needing(Permission.CLUSTER_READ),
        Route.get("/security-events", Permission.AUDIT_READ, this::securityEvents, "limit"));
  }

  private Future<Void> ready(Exchange exchange) {
    String missing = health.missing();
    return missing.isEmpty() ? status(exchange, 200, "ready") : status(exchange, 503, missing);
  }

  private Future<Void> metrics(Exchange exchange) {
    byte[] text = scrape.get().getBytes(StandardCharsets.UTF_8);
    return exchange.bytes("text/plain; version=0.0.4; charset=utf-8", "no-store", text);
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
