package hms.gateway.product;

import hms.cluster.Bus;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Rules;
import hms.domain.product.ProductRevision.Comment;
import hms.gateway.http.Exchange;
import hms.gateway.http.OwnRows;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The HTTP face of revisions and of the review queue. */
public final class RevisionRoutes implements Routes {
  private final Bus bus;
  private final PgStores stores;

  private record Approval(@Nullable Boolean list) {}

  private record Wishes(List<Comment> comments) {}

  private record Rejection(String reason) {}

  public RevisionRoutes(Bus bus, PgStores stores) {
    this.bus = bus;
    this.stores = stores;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/revisions", Permission.REVISIONS_REVIEW, this::queue, "limit", "after"),
        Route.get("/revisions/:oid", Permission.REVISIONS_READ, this::find),
        Route.command("/revisions/:oid/submit", Permission.PRODUCTS_EDIT, this::submit),
        Route.post("/revisions/:oid/approve", Permission.REVISIONS_REVIEW, this::approve),
        Route.post("/revisions/:oid/request-changes", Permission.REVISIONS_REVIEW, this::wish),
        Route.post("/revisions/:oid/reject", Permission.REVISIONS_REVIEW, this::reject));
  }

  private Future<Void> queue(Exchange exchange) {
    var longestFirst = exchange.query().sortedBy("submitted");
    return exchange.page(stores.revisions().queue(longestFirst), ProductViews::revision);
  }

  private Future<Void> find(Exchange exchange) {
    return stores
        .revisions()
        .find(exchange.oid())
        .decide(found -> OwnRows.visible(exchange.actor(), found.artisan(), found, "revision"))
        .future()
        .map(exchange::orRefuse)
        .compose(found -> exchange.object(200, found, ProductViews.revision(found)));
  }

  private Future<Void> submit(Exchange exchange) {
    return decide(exchange, new ProductCommand.Submit(exchange.oid(), exchange.ifMatch()));
  }

  private Future<Void> approve(Exchange exchange) {
    var approval =
        exchange.orRefuse(
            exchange.optionalBody().then(body -> DomainJson.bind(body, Approval.class)));
    return decide(
        exchange,
        new ProductCommand.Approve(
            exchange.oid(), exchange.ifMatch(), Boolean.TRUE.equals(approval.list())));
  }

  private Future<Void> wish(Exchange exchange) {
    var wishes = exchange.orRefuse(exchange.body(Wishes.class));
    return decide(
        exchange,
        new ProductCommand.RequestChanges(exchange.oid(), exchange.ifMatch(), wishes.comments()));
  }

  private Future<Void> reject(Exchange exchange) {
    var rejection = exchange.orRefuse(exchange.body(Rejection.class).then(RevisionRoutes::checked));
    return decide(
        exchange,
        new ProductCommand.Reject(exchange.oid(), exchange.ifMatch(), rejection.reason()));
  }

  private static Outcome<Rejection> checked(Rejection rejection) {
    var rules = new Rules();
    rules.present("/reason", rejection.reason());
    return rules.broken() ? rules.refused() : Outcome.done(rejection);
  }

  private Future<Void> decide(Exchange exchange, ProductCommand command) {
    return ProductService.SERVICE
        .ask(bus, exchange.request(command))
        .compose(answer ->
            exchange.answer(
                answer,
                200,
                result -> {
                  if (result.revision() != null) exchange.tag(result.revision());
                  return ProductViews.result(result);
                }));
  }
}
