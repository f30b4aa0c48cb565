package hms.artisan;

import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import hms.storage.stall.Badge;
import java.util.Optional;
import java.util.Set;

/**
 * A product as the app shows it.
 *
 * @param product of what was approved, what the public may see; else what its artisan wants
 * @param proposal the last one, whether or not it is decided
 */
public record ShownProduct(Product product, Optional<ProductRevision> proposal, Set<Badge> badges) {
  public ShownProduct {
    badges = Set.copyOf(badges);
  }
}
