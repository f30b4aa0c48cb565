package hms.gateway.product;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.product.Product;
import hms.domain.product.ProductImage.Size;
import hms.gateway.http.Exchange;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.Listings;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * What anyone may see: visible products, their live pictures and who makes them, read with the
 * rights of nobody.
 */
public final class CatalogueRoutes implements Routes {
  private static final int LIST_SECONDS = 30;
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  @Override
  public List<Route> routes() {
    return List.of(
        Route.list("/catalogue/products", null, Listings.CATALOGUE, this::list),
        Route.get("/catalogue/products/:oid", null, this::find).shaped(),
        Route.list("/catalogue/artisans", null, Listings.SHOWN_ARTISANS, this::artisans),
        Route.get("/catalogue/artisans/:oid", null, this::artisan),
        Route.get("/catalogue/images/:oid/:size", null, this::image));
  }

  private Future<Void> list(Exchange exchange) {
    exchange.cacheable(LIST_SECONDS);
    var query = exchange.asked().query(Listings.CATALOGUE);
    return exchange.page(exchange.stores().products().catalogue(query), ProductViews::card);
  }

  private Future<Void> find(Exchange exchange) {
    return exchange
        .stores()
        .products()
        .visible(exchange.oid())
        .map(found -> exchange.orRefuse(orNotFound(found, "product")))
        .compose(product -> detail(exchange, product));
  }

  private Future<Void> detail(Exchange exchange, Product product) {
    exchange.cacheable(LIST_SECONDS);
    return exchange
        .stores()
        .artisans()
        .displayName(product.artisan())
        .map(found -> exchange.orRefuse(orNotFound(found, "product")))
        .compose(name -> exchange.object(product, ProductViews.detail(product, name)));
  }

  private Future<Void> artisans(Exchange exchange) {
    exchange.cacheable(LIST_SECONDS);
    var query = exchange.asked().query(Listings.SHOWN_ARTISANS);
    return exchange.page(exchange.stores().shownArtisans().get(query), ProductViews::maker);
  }

  private Future<Void> artisan(Exchange exchange) {
    return exchange
        .stores()
        .shownArtisans()
        .find(exchange.oid())
        .future()
        .map(exchange::orRefuse)
        .compose(found -> {
          exchange.cacheable(LIST_SECONDS);
          return exchange.object(found, ProductViews.maker(found));
        });
  }

  private Future<Void> image(Exchange exchange) {
    Size size =
        switch (exchange.pathParameter("size")) {
          case "detail" -> Size.DETAIL;
          case "thumbnail" -> Size.THUMBNAIL;
          default -> exchange.orRefuse(Outcome.refused(new Refusal.NotFound("size")));
        };
    return exchange
        .stores()
        .images()
        .publicBytes(exchange.oid(), size)
        .map(found -> exchange.orRefuse(orNotFound(found, "image")))
        .compose(picture -> exchange.bytes(picture.mediaType(), FOR_EVER, picture.bytes()));
  }

  private static <T> Outcome<T> orNotFound(Optional<T> found, String kind) {
    return found.map(Outcome::done).orElseGet(() -> Outcome.refused(new Refusal.NotFound(kind)));
  }
}
