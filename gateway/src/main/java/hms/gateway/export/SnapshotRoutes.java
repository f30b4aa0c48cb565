package hms.gateway.export;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.gateway.http.Exchange;
import hms.gateway.http.OwnRows;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/**
 * All that is an artisan's own, as it stands at one moment: for an app that begins, or that has
 * missed messages which are no longer kept. A few at a time, since each keeps a connection of the
 * database for as long as its reader takes. For one event loop.
 */
public final class SnapshotRoutes implements Routes {
  private static final int AT_ONCE = 4;
  private static final int SECONDS = 5;

  private final PgStores patient;
  private final List<Exportable<?>> parts;
  private int running;

  /**
   * @param patient stores whose transactions may take long
   * @param parts what belongs to an artisan, as it sees it
   */
  public SnapshotRoutes(PgStores patient, List<Exportable<?>> parts) {
    this.patient = patient;
    this.parts = List.copyOf(parts);
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
        .decide(found -> running < AT_ONCE ? Outcome.done(found) : busy())
        .future()
        .map(exchange::orRefuse)
        .compose(found -> taken(exchange, oid));
  }

  private static <T> Outcome<T> busy() {
    return Outcome.refused(new Refusal.Busy(SECONDS));
  }

  private Future<Void> taken(Exchange exchange, UUID artisan) {
    running++;
    var reader = new Actor.Maker(artisan);
    return patient
        .snapshot(
            reader,
            tx -> {
              var lines = new SnapshotLines(tx, reader, parts);
              var file = exchange.file("artisan-" + artisan + ".ndjson");
              return Step.from(file.send("application/x-ndjson", lines::next));
            })
        .onComplete(ended -> running--)
        .mapEmpty();
  }
}
