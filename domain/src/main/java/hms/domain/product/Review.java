package hms.domain.product;

import hms.domain.product.ProductRevision.Comment;
import hms.domain.product.ProductRevision.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the review of a revision went so far.
 *
 * @param submitted when it entered the review queue; null before
 * @param reviewer who has it, or who decided; null if nobody
 * @param claimedUntil when the reviewer's lease ends; null unless it is in review
 * @param reason of a rejection
 * @param text what the reviewer adds to the reason; at most 4000 characters
 * @param comments what the reviewer wants changed and what both say about it, bound to fields
 * @param rule the {@link ReviewRule} that approved it; null if a person decided
 */
public record Review(
    @Nullable Instant submitted,
    @Nullable String reviewer,
    @Nullable Instant claimedUntil,
    @Nullable Rejection reason,
    @Nullable String text,
    List<Comment> comments,
    @Nullable UUID rule) {

  public Review {
    comments = comments == null ? List.of() : List.copyOf(comments);
  }

  static Review none() {
    return new Review(null, null, null, null, null, List.of(), null);
  }

  Review submitted(Instant now) {
    return new Review(now, null, null, null, null, List.of(), null);
  }

  /** In somebody's hands; what was asked for before stays readable. */
  Review claimed(String by, Instant until) {
    return new Review(submitted, by, until, null, null, comments, null);
  }

  /** In nobody's hands any more. */
  Review left() {
    return new Review(submitted, null, null, null, null, comments, null);
  }

  Review approved(String by) {
    return new Review(submitted, by, null, null, null, List.of(), null);
  }

  Review approvedByRule(UUID by) {
    return new Review(submitted, null, null, null, null, List.of(), by);
  }

  Review wished(String by, List<Comment> wishes) {
    return new Review(submitted, by, null, null, null, wishes, null);
  }

  /** The same, with one more. */
  Review commented(Comment more) {
    var all = new ArrayList<>(comments);
    all.add(more);
    return new Review(submitted, reviewer, claimedUntil, reason, text, all, rule);
  }

  Review rejected(String by, Rejection why, @Nullable String words) {
    return new Review(submitted, by, null, why, words, List.of(), null);
  }

  /** Is the lease over, or the caller's own? */
  boolean mayBeTakenBy(String by, Instant now) {
    return by.equals(reviewer) || claimedUntil == null || !claimedUntil.isAfter(now);
  }
}
