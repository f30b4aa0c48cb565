package hms.gateway.product;

import hms.domain.Outcome;
import hms.domain.product.ProductContent;
import hms.domain.product.ProductRevision.Comment;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked about products and their revisions. {@code seen} is the version that the caller
 * saw, null where a message need not have seen one.
 */
public sealed interface ProductCommand {

  /**
   * An artisan offers a new product; its owner is the sender.
   *
   * @param oid minted by the artisan, or null: then by us
   */
  record Create(@Nullable UUID oid, ProductContent content, boolean available, StockOffer stock)
      implements ProductCommand {}

  /**
   * An artisan edits the content: amends the open revision, or opens one and submits it.
   *
   * @param edit from the content as it stands to the content as it shall be
   */
  record Edit(
      UUID product, @Nullable Long seen, Function<ProductContent, Outcome<ProductContent>> edit)
      implements ProductCommand {}

  /** An artisan puts its revision into the review queue. */
  record Submit(UUID revision, @Nullable Long seen) implements ProductCommand {}

  /**
   * @param list show the product in the catalogue at once
   */
  record Approve(UUID revision, long seen, boolean list) implements ProductCommand {}

  record RequestChanges(UUID revision, long seen, List<Comment> comments)
      implements ProductCommand {}

  record Reject(UUID revision, long seen, String reason) implements ProductCommand {}

  /** Shows an approved product in the catalogue. */
  record Show(UUID product, long seen) implements ProductCommand {}

  /** Takes a product out of the catalogue. */
  record Hide(UUID product, long seen) implements ProductCommand {}
}
