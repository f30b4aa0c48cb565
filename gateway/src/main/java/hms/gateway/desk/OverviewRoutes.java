package hms.gateway.desk;

import hms.domain.Permission;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import hms.storage.query.Total;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;

/** How much waits for whoever asks, each number with the list behind it. */
final class OverviewRoutes implements Routes {
  @Override
  public List<Route> routes() {
    return List.of(Route.get("/overview", Permission.ACCOUNT_READ, this::overview));
  }

  private Future<Void> overview(Exchange exchange) {
    var actor = exchange.actor();
    var tiles = Tile.of(actor);
    return exchange
        .stores()
        .desk()
        .overview()
        .totals(tiles.stream().map(tile -> tile.part(actor)).toList())
        .future()
        .map(exchange::orRefuse)
        .compose(totals -> answered(exchange, tiles, totals));
  }

  private static Future<Void> answered(Exchange exchange, List<Tile> tiles, List<Total> totals) {
    return exchange.list(
        IntStream.range(0, tiles.size())
            .mapToObj(i ->
                DomainJson.object()
                    .put("name", tiles.get(i).wire())
                    .put("value", totals.get(i).value())
                    .put("exact", totals.get(i).exact())
                    .put("href", tiles.get(i).href(exchange.actor())))
            .toList());
  }
}
