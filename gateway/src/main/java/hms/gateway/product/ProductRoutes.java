package hms.gateway.product;

import com.fasterxml.jackson.databind.JsonNode;
import hms.cluster.Bus;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.product.Product;
import hms.domain.product.ProductContent;
import hms.gateway.command.Answer;
import hms.gateway.http.Exchange;
import hms.gateway.http.OwnRows;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The HTTP face of products. */
public final class ProductRoutes implements Routes {
  private final Bus bus;
  private final PgStores stores;

  public ProductRoutes(Bus bus, PgStores stores) {
    this.bus = bus;
    this.stores = stores;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/products", Permission.PRODUCTS_EDIT, this::create),
        Route.get(
            "/products", Permission.PRODUCTS_READ, this::list, "limit", "after", "sort", "state"),
        Route.get("/products/:oid", Permission.PRODUCTS_READ, this::find),
        Route.patch("/products/:oid", Permission.PRODUCTS_EDIT, this::edit),
        Route.command("/products/:oid/list", Permission.PRODUCTS_OFFICE, this::show),
        Route.command("/products/:oid/unlist", Permission.PRODUCTS_OFFICE, this::hide));
  }

  private Future<Void> create(Exchange exchange) {
    var command = exchange.orRefuse(exchange.body(ProductCommand.Create.class));
    return ProductService.SERVICE
        .ask(bus, exchange.request(command))
        .compose(answer -> answered(exchange, answer, 201));
  }

  /** RFC 7396: members that are there replace, null empties, the rest stays. */
  private Future<Void> edit(Exchange exchange) {
    JsonNode patch = exchange.orRefuse(DomainJson.parse(exchange.body()));
    var command =
        new ProductCommand.Edit(
            exchange.oid(), exchange.ifMatch(), content -> patched(content, patch));
    return ProductService.SERVICE
        .ask(bus, exchange.unkeyed(command))
        .compose(answer -> answered(exchange, answer, 200));
  }

  private Future<Void> show(Exchange exchange) {
    return flag(exchange, new ProductCommand.Show(exchange.oid(), exchange.ifMatch()));
  }

  private Future<Void> hide(Exchange exchange) {
    return flag(exchange, new ProductCommand.Hide(exchange.oid(), exchange.ifMatch()));
  }

  private Future<Void> flag(Exchange exchange, ProductCommand command) {
    return ProductService.SERVICE
        .ask(bus, exchange.request(command))
        .compose(answer -> answered(exchange, answer, 200));
  }

  private Future<Void> list(Exchange exchange) {
    var query =
        exchange
            .query("created")
            .whereEqual("state", Optional.ofNullable(exchange.word("state", Product.State.class)))
            .whereEqual("artisan", OwnRows.of(exchange.actor()));
    return exchange.page(stores.products().get(query), ProductViews::product);
  }

  private Future<Void> find(Exchange exchange) {
    UUID oid = exchange.oid();
    return stores
        .products()
        .find(oid)
        .decide(product -> OwnRows.visible(exchange.actor(), product.artisan(), product, "product"))
        .future()
        .map(exchange::orRefuse)
        .compose(product -> withStock(exchange, product));
  }

  private Future<Void> withStock(Exchange exchange, Product product) {
    return stores
        .products()
        .stock(product.oid())
        .compose(stock -> {
          var view = ProductViews.product(product);
          stock.ifPresent(known -> view.set("stock", DomainJson.tree(known)));
          return exchange.object(200, product, view);
        });
  }

  private static Future<Void> answered(
      Exchange exchange, Answer<ProductResult> answer, int status) {
    return exchange.answer(
        answer,
        status,
        result -> {
          exchange.tag(result.product());
          return ProductViews.result(result);
        });
  }

  private static Outcome<ProductContent> patched(ProductContent content, JsonNode patch) {
    return DomainJson.bind(MergePatch.of(DomainJson.tree(content), patch), ProductContent.class)
        .then(ProductContent::checked);
  }
}
