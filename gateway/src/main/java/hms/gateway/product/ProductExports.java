package hms.gateway.product;

import hms.domain.Permission;
import hms.gateway.export.Exportable;
import hms.gateway.http.OwnRows;
import hms.storage.Listings;
import java.util.List;

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
}
