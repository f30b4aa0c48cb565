package hms.gateway.product;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Actor;
import hms.domain.Permission;
import hms.gateway.http.Exchange;
import hms.gateway.http.OwnRows;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.gateway.http.Told;
import hms.storage.DomainJson;
import hms.storage.pg.PgHistory;
import io.vertx.core.Future;
import java.util.List;

/** What became of a product. */
public final class HistoryRoutes implements Routes {
  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/products/:oid/history", Permission.PRODUCTS_READ, this::history, "limit"));
  }

  private Future<Void> history(Exchange exchange) {
    int limit = exchange.asked().limit();
    return exchange
        .stores()
        .products()
        .find(exchange.oid())
        .decide(found -> OwnRows.visible(exchange.actor(), found.artisan(), found, "product"))
        .future()
        .map(exchange::orRefuse)
        .compose(product -> exchange.stores().history().ofProduct(product.oid(), limit))
        .compose(
            all -> exchange.list(all.stream().map(each -> view(exchange.actor(), each)).toList()));
  }

  /** What a review is about is told by its revision, as far as the reader may see that. */
  private static JsonNode view(Actor reader, PgHistory.Entry entry) {
    var view =
        DomainJson.object()
            .put("at", DomainJson.tree(entry.at()).asText())
            .put("by", Told.by(reader, entry.actor()))
            .put("kind", entry.kind())
            .put("object", entry.object().toString())
            .put("version", entry.version())
            .put("command", entry.command());
    if (!entry.kind().equals("revision")) {
      view.set("changes", DomainJson.own(entry.change(), JsonNode.class));
    }
    return view;
  }
}
