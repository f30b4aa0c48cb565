package hms.gateway.product;

import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param revision the one that the command was about; null if it was about none
 */
public record ProductResult(Product product, @Nullable ProductRevision revision) {

  /** JSON pointers of what a review still needs. */
  public List<String> missing() {
    return revision == null ? List.of() : revision.proposed().missing();
  }
}
