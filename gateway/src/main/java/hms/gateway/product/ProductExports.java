package hms.gateway.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Permission;
import hms.domain.product.Product;
import hms.domain.product.StockLevel;
import hms.gateway.export.Exportable;
import hms.gateway.http.OwnRows;
import hms.storage.Listings;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import hms.storage.query.Found;
import hms.storage.query.Query;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The lists of products that can be taken away whole: an artisan's own, else all. */
public final class ProductExports {
  private ProductExports() {}

  public static List<Exportable<?>> all() {
    return List.of(
        new Exportable<>(
            "products",
            Permission.PRODUCTS_READ,
            Listings.PRODUCTS,
            (reader, query) -> query.whereEqual("artisan", OwnRows.of(reader)),
            (stores, query) -> stores.products().search(query),
            ProductViews::product),
        new Exportable<>(
            "revisions",
            Permission.REVISIONS_READ,
            Listings.REVISIONS,
            (reader, query) -> query.whereEqual("artisan", OwnRows.of(reader)),
            (stores, query) -> stores.revisions().get(query),
            ProductViews::revision));
  }

  /** What an artisan sells, with what it has of it. */
  public static Exportable<?> own() {
    return new Exportable<>(
        "products",
        Permission.PRODUCTS_READ,
        Listings.PRODUCTS,
        (reader, query) -> query.whereEqual("artisan", OwnRows.of(reader)),
        ProductExports::counted,
        ProductExports::withStock);
  }

  private static ObjectNode withStock(ProductResult counted) {
    ObjectNode view = ProductViews.product(counted.product());
    return view.set("stock", ProductViews.stock(Objects.requireNonNull(counted.stock())));
  }

  private static Step<Found<ProductResult>> counted(PgStores stores, Query query) {
    return stores
        .products()
        .search(query)
        .then(found ->
            Step.from(stores.stockLevels().find(found.rows().stream().map(Product::oid).toList()))
                .map(levels -> {
                  var known =
                      levels.stream().collect(Collectors.toMap(StockLevel::product, each -> each));
                  return found.map(product ->
                      ProductResult.of(product, Objects.requireNonNull(known.get(product.oid()))));
                }));
  }
}
