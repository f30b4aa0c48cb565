package hms.gateway.product;

import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.domain.product.StockLevel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param revision the one that the command was about; null if it was about none
 * @param stock what the command did to it; null if nothing
 * @param merged its author had seen an older version, and the change fitted all the same
 */
public record ProductResult(
    Product product,
    @Nullable ProductRevision revision,
    @Nullable StockLevel stock,
    boolean merged) {

  static ProductResult of(Product product) {
    return new ProductResult(product, null, null, false);
  }

  static ProductResult of(Product product, @Nullable ProductRevision revision) {
    return new ProductResult(product, revision, null, false);
  }

  static ProductResult of(Product product, StockLevel stock) {
    return new ProductResult(product, null, stock, false);
  }

  ProductResult merged(boolean was) {
    return new ProductResult(product, revision, stock, was);
  }

  /** JSON pointers of what a review still needs. */
  public List<String> missing() {
    return revision == null ? List.of() : revision.proposed().missing();
  }
}
