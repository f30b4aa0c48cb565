package hms.gateway.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.cluster.Bus;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Rules;
import hms.domain.product.ContentChange;
import hms.domain.product.Product;
import hms.domain.product.Product.Command;
import hms.gateway.command.Answer;
import hms.gateway.http.Exchange;
import hms.gateway.http.OwnRows;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import hms.storage.Listings;
import hms.storage.Step;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The HTTP face of products. */
public final class ProductRoutes implements Routes {
  private final Bus bus;

  private record Flag(Boolean available) {}

  private record Delta(Long delta, @Nullable String reason) {}

  private record Count(@Nullable Integer counted, @Nullable Integer leadTimeDays) {}

  private record Reason(@Nullable String reason) {}

  public ProductRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/products", Permission.PRODUCTS_EDIT, this::create),
        Route.list("/products", Permission.PRODUCTS_READ, Listings.PRODUCTS, this::list)
            .expandable(),
        Route.get("/products/:oid", Permission.PRODUCTS_READ, this::find).shaped().expandable(),
        Route.patch("/products/:oid", Permission.PRODUCTS_EDIT, this::edit),
        Route.delete("/products/:oid", Permission.PRODUCTS_RETIRE, this::retire),
        Route.command("/products/:oid/restore", Permission.PRODUCTS_RETIRE, this::restore),
        Route.put("/products/:oid/available", Permission.PRODUCTS_EDIT, this::switchTo),
        Route.get("/products/:oid/stock", Permission.PRODUCTS_READ, this::stock),
        Route.put("/products/:oid/stock", Permission.PRODUCTS_EDIT, this::recount),
        Route.post("/products/:oid/stock/adjust", Permission.PRODUCTS_EDIT, this::adjust),
        Route.command("/products/:oid/list", Permission.PRODUCTS_OFFICE, shelve(Command.LIST)),
        Route.post("/products/:oid/unlist", Permission.PRODUCTS_OFFICE, shelve(Command.UNLIST)),
        Route.post("/products/:oid/block", Permission.PRODUCTS_OFFICE, shelve(Command.BLOCK)),
        Route.command(
            "/products/:oid/unblock", Permission.PRODUCTS_OFFICE, shelve(Command.UNBLOCK)),
        Route.post("/products/:oid/alter", Permission.PRODUCTS_OFFICE, this::alter));
  }

  private Future<Void> create(Exchange exchange) {
    var offer = exchange.tree().map(ProductRoutes::tidied);
    var command =
        exchange.orRefuse(offer.then(json -> DomainJson.bind(json, ProductCommand.Create.class)));
    return ProductService.SERVICE
        .ask(bus, exchange.request(command))
        .compose(answer -> answered(exchange, answer, 201));
  }

  private static JsonNode tidied(JsonNode offer) {
    if (!offer.path("content").isObject()) return offer;
    ObjectNode tidied = offer.deepCopy();
    return tidied.set("content", ContentPatch.tidied(offer.get("content")));
  }

  /** RFC 7396: members that are there replace, null empties, the rest stays. */
  private Future<Void> edit(Exchange exchange) {
    JsonNode patch = exchange.orRefuse(exchange.tree());
    var command =
        new ProductCommand.Edit(
            exchange.oid(), exchange.ifMatch(), null, content -> ContentPatch.of(content, patch));
    return ProductService.SERVICE
        .ask(bus, exchange.unkeyed(command))
        .compose(answer -> answered(exchange, answer, 200));
  }

  private Future<Void> retire(Exchange exchange) {
    return unkeyed(exchange, new ProductCommand.Retire(exchange.oid(), exchange.ifMatch()));
  }

  private Future<Void> restore(Exchange exchange) {
    return keyed(exchange, new ProductCommand.Restore(exchange.oid(), exchange.ifMatch()));
  }

  private Future<Void> switchTo(Exchange exchange) {
    var flag = exchange.orRefuse(exchange.body(Flag.class).then(ProductRoutes::checked));
    return unkeyed(
        exchange, new ProductCommand.Switch(exchange.oid(), exchange.ifMatch(), flag.available()));
  }

  private Future<Void> adjust(Exchange exchange) {
    var body = exchange.orRefuse(exchange.body(Delta.class).then(ProductRoutes::checked));
    return keyed(
        exchange, new ProductCommand.AdjustStock(exchange.oid(), body.delta(), body.reason()));
  }

  /** {@code If-Match} names the version of the stock, not of the product. */
  private Future<Void> recount(Exchange exchange) {
    var body = exchange.orRefuse(exchange.body(Count.class));
    return unkeyed(
        exchange,
        new ProductCommand.RecountStock(
            exchange.oid(),
            exchange.ifMatch(),
            StockOffer.counted(body.counted(), body.leadTimeDays())));
  }

  private Function<Exchange, Future<Void>> shelve(Command step) {
    return exchange -> {
      long seen = exchange.ifMatch();
      var why = exchange.orRefuse(exchange.optionalBody(Reason.class));
      return keyed(exchange, new ProductCommand.Shelve(exchange.oid(), seen, step, why.reason()));
    };
  }

  /** RFC 7396, of those fields that are the office's to write. */
  private Future<Void> alter(Exchange exchange) {
    JsonNode patch = exchange.orRefuse(exchange.tree());
    return keyed(
        exchange,
        new ProductCommand.Alter(
            exchange.oid(),
            exchange.ifMatch(),
            content ->
                ContentPatch.of(content, patch).map(next -> ContentChange.between(content, next))));
  }

  private Future<Void> keyed(Exchange exchange, ProductCommand command) {
    return ProductService.SERVICE
        .ask(bus, exchange.request(command))
        .compose(answer -> answered(exchange, answer, 200));
  }

  private Future<Void> unkeyed(Exchange exchange, ProductCommand command) {
    return ProductService.SERVICE
        .ask(bus, exchange.unkeyed(command))
        .compose(answer -> answered(exchange, answer, 200));
  }

  private static Outcome<Flag> checked(Flag body) {
    var rules = new Rules();
    rules.present("/available", body.available());
    return rules.broken() ? rules.refused() : Outcome.done(body);
  }

  private static Outcome<Delta> checked(Delta body) {
    var rules = new Rules();
    rules.present("/delta", body.delta());
    return rules.broken() ? rules.refused() : Outcome.done(body);
  }

  private Future<Void> list(Exchange exchange) {
    var query =
        exchange
            .asked()
            .query(Listings.PRODUCTS)
            .whereEqual("artisan", OwnRows.of(exchange.actor()));
    return exchange.page(exchange.stores().products().search(query), ProductViews::product);
  }

  private Future<Void> find(Exchange exchange) {
    UUID oid = exchange.oid();
    return exchange
        .stores()
        .products()
        .find(oid)
        .decide(product -> OwnRows.visible(exchange.actor(), product.artisan(), product, "product"))
        .future()
        .map(exchange::orRefuse)
        .compose(product -> withStock(exchange, product));
  }

  private Future<Void> withStock(Exchange exchange, Product product) {
    return exchange
        .stores()
        .stockLevels()
        .find(product.oid())
        .compose(stock -> {
          var view = ProductViews.product(product);
          stock.ifPresent(known -> view.set("stock", ProductViews.stock(known)));
          var actions =
              ProductActions.of(exchange.stores(), product, exchange.actor(), exchange.now());
          return exchange.object(product, view, actions);
        });
  }

  private Future<Void> stock(Exchange exchange) {
    UUID oid = exchange.oid();
    return exchange
        .stores()
        .products()
        .find(oid)
        .decide(product -> OwnRows.visible(exchange.actor(), product.artisan(), product, "product"))
        .then(product -> Step.from(exchange.stores().stockLevels().find(oid)))
        .future()
        .map(exchange::orRefuse)
        .compose(stock -> {
          var level = stock.orElseThrow();
          return exchange.state(level.version(), ProductViews.stock(level));
        });
  }

  private static Future<Void> answered(
      Exchange exchange, Answer<ProductResult> answer, int status) {
    return exchange.answer(
        answer,
        status,
        result -> {
          if (result.stock() == null) exchange.tag(result.product());
          else exchange.tag(result.stock().version());
          return ProductViews.result(result);
        });
  }
}
