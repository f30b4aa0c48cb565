package hms.gateway.export;

import hms.domain.Permission;
import hms.gateway.http.Exchange;
import hms.gateway.http.OwnRows;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** For an app that begins, or that has missed messages which are no longer kept. */
public final class SnapshotRoutes implements Routes {
  private final Snapshots snapshots;

  public SnapshotRoutes(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/artisans/:oid/snapshot", Permission.ARTISANS_READ, this::snapshot));
  }

  private Future<Void> snapshot(Exchange exchange) {
    UUID oid = exchange.oid();
    return exchange
        .stores()
        .artisans()
        .find(oid)
        .decide(found -> OwnRows.visible(exchange.actor(), found.oid(), found, "artisan"))
        .future()
        .map(exchange::orRefuse)
        .compose(found -> snapshots.send(oid, exchange.file("artisan-" + oid + ".ndjson")))
        .map(exchange::orRefuse);
  }
}
