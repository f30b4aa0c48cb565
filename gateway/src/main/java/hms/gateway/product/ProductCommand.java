package hms.gateway.product;

import hms.domain.Outcome;
import hms.domain.product.ContentChange;
import hms.domain.product.Product;
import hms.domain.product.ProductContent;
import hms.domain.product.ProductRevision;
import hms.domain.product.ProductRevision.Rejection;
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
   * An artisan edits the content: amends the open revision; without one a draft changes at once,
   * and what was approved gets a revision that is submitted.
   *
   * @param seen refused as stale if the product is another version; null where each field tells
   * @param base the version that the edit was made on; null if that is {@code seen}
   * @param edit from the content as it stands to the content as it shall be
   */
  record Edit(
      UUID product,
      @Nullable Long seen,
      @Nullable Long base,
      Function<ProductContent, Outcome<ProductContent>> edit)
      implements ProductCommand {}

  /**
   * An artisan opens a revision, and submits it if nothing is missing.
   *
   * @param edit as in {@link Edit}
   */
  record Open(
      UUID product, @Nullable Long seen, Function<ProductContent, Outcome<ProductContent>> edit)
      implements ProductCommand {}

  /**
   * An artisan changes what its revision proposes.
   *
   * @param edit as in {@link Edit}
   */
  record Amend(UUID revision, long seen, Function<ProductContent, Outcome<ProductContent>> edit)
      implements ProductCommand {}

  /**
   * An artisan edits the content that names a picture, as by {@link Edit}.
   *
   * @param seen the version of the picture's product
   */
  record Depict(UUID image, long seen, Function<ProductContent, Outcome<ProductContent>> edit)
      implements ProductCommand {}

  /** An artisan puts its revision into the review queue. */
  record Submit(UUID revision, @Nullable Long seen) implements ProductCommand {}

  /** An artisan takes its revision back. */
  record Withdraw(UUID revision, @Nullable Long seen) implements ProductCommand {}

  /** The artisan's own flag. */
  record Switch(UUID product, @Nullable Long seen, boolean available) implements ProductCommand {}

  /**
   * Pieces were found or lost.
   *
   * @param reason for the artisan's own books; at most 200 characters
   */
  record AdjustStock(UUID product, long delta, @Nullable String reason) implements ProductCommand {}

  /**
   * The artisan has counted.
   *
   * @param seen the version of the stock that it saw
   */
  record RecountStock(UUID product, long seen, StockOffer count) implements ProductCommand {}

  /** Takes a product off for good; one that is off already stays so. */
  record Retire(UUID product, @Nullable Long seen) implements ProductCommand {}

  /** Takes a retired product back. */
  record Restore(UUID product, @Nullable Long seen) implements ProductCommand {}

  /** A step of a review that needs nothing more: claim, release, lease_over, expire. */
  record Review(UUID revision, @Nullable Long seen, ProductRevision.Command step)
      implements ProductCommand {}

  /**
   * A reviewer takes what has waited longest.
   *
   * @param artisan of whom; null: of anybody
   */
  record ClaimNext(@Nullable UUID artisan) implements ProductCommand {}

  /**
   * @param reviewer e-mail of the office user who shall have it
   */
  record Assign(UUID revision, long seen, String reviewer) implements ProductCommand {}

  /**
   * @param list show the product in the catalogue at once
   */
  record Approve(UUID revision, long seen, boolean list) implements ProductCommand {}

  record RequestChanges(UUID revision, long seen, List<Wish> comments) implements ProductCommand {}

  /**
   * What a reviewer wants of one field.
   *
   * @param pointer JSON pointer into the content: {@code /summary}
   */
  record Wish(String pointer, String text) {}

  /** Its artisan or a reviewer says something about one field. */
  record Comment(UUID revision, Wish said) implements ProductCommand {}

  record Reject(UUID revision, long seen, Rejection reason, @Nullable String text)
      implements ProductCommand {}

  /**
   * The office's own steps: list, unlist, block, unblock.
   *
   * @param reason at most 200 characters; must be there to block
   */
  record Shelve(UUID product, long seen, Product.Command step, @Nullable String reason)
      implements ProductCommand {}

  /**
   * The office mends what buyers read, at once.
   *
   * @param changes from the content as it stands to what the office wants
   */
  record Alter(
      UUID product, long seen, Function<ProductContent, Outcome<List<ContentChange>>> changes)
      implements ProductCommand {}

  /** A stored rule decides on what was submitted, or leaves it to a person. */
  record Judge(UUID revision) implements ProductCommand {}

  /** A retired product that was never ordered goes for good. */
  record Purge(UUID product) implements ProductCommand {}
}
