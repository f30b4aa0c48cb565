package hms.domain.product;

import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Versioned;
import hms.domain.Violation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A proposed change of a product's content, and the office's decision on it.
 *
 * @param number for people: R-1042
 * @param base the content its author saw; what changed is the difference to {@code proposed}
 * @param submitted when it entered the review queue; null before
 * @param comments what the reviewer wants changed, bound to fields
 * @param reason of a rejection
 */
public record ProductRevision(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    UUID product,
    UUID artisan,
    long number,
    Kind kind,
    ProductContent base,
    ProductContent proposed,
    State state,
    @Nullable Instant submitted,
    @Nullable String reviewer,
    @Nullable String reason,
    List<Comment> comments)
    implements Versioned {

  /** A first revision carries all content of a draft. */
  public enum Kind {
    FIRST,
    CHANGE
  }

  /** Where the review stands. */
  public enum State {
    DRAFT,
    SUBMITTED,
    CHANGES_REQUESTED,
    APPROVED,
    REJECTED
  }

  /** What moves a review. */
  public enum Command {
    SUBMIT,
    AMEND,
    APPROVE,
    REQUEST_CHANGES,
    REJECT
  }

  /**
   * What a reviewer says about one field.
   *
   * @param pointer JSON pointer into the content: {@code /summary}
   */
  public record Comment(String pointer, String text) {}

  public static final Lifecycle<State, Command> LIFECYCLE =
      Lifecycle.of("revision", State.class, Command.class)
          .move(State.DRAFT, Command.AMEND, State.DRAFT)
          .move(State.DRAFT, Command.SUBMIT, State.SUBMITTED)
          .move(State.SUBMITTED, Command.AMEND, State.SUBMITTED)
          .move(State.SUBMITTED, Command.APPROVE, State.APPROVED)
          .move(State.SUBMITTED, Command.REQUEST_CHANGES, State.CHANGES_REQUESTED)
          .move(State.SUBMITTED, Command.REJECT, State.REJECTED)
          .move(State.CHANGES_REQUESTED, Command.AMEND, State.CHANGES_REQUESTED)
          .move(State.CHANGES_REQUESTED, Command.SUBMIT, State.SUBMITTED)
          .build();

  public ProductRevision {
    comments = List.copyOf(comments);
  }

  /** Opens a draft for {@code product}, proposing {@code proposed} instead of what is there. */
  public static ProductRevision open(
      UUID oid, long number, Product product, ProductContent proposed, Instant now) {
    var kind = product.state() == Product.State.DRAFT ? Kind.FIRST : Kind.CHANGE;
    return new ProductRevision(
        oid,
        1,
        now,
        now,
        product.oid(),
        product.artisan(),
        number,
        kind,
        product.content(),
        proposed,
        State.DRAFT,
        null,
        null,
        null,
        List.of());
  }

  /** What waits for a reviewer stays complete; a draft may lack things. */
  public Outcome<ProductRevision> amend(ProductContent content, Instant now) {
    var missing = content.missing();
    if (state == State.SUBMITTED && !missing.isEmpty()) return incomplete(missing);
    return LIFECYCLE
        .step(state, Command.AMEND)
        .map(next -> moved(next, content, submitted, reviewer, reason, comments, now));
  }

  /** Enters the review queue; refused while {@link ProductContent#missing} names anything. */
  public Outcome<ProductRevision> submit(Instant now) {
    var missing = proposed.missing();
    if (!missing.isEmpty()) return incomplete(missing);
    return LIFECYCLE
        .step(state, Command.SUBMIT)
        .map(next -> moved(next, proposed, now, reviewer, null, List.of(), now));
  }

  public Outcome<ProductRevision> approve(String by, Instant now) {
    return LIFECYCLE
        .step(state, Command.APPROVE)
        .map(next -> moved(next, proposed, submitted, by, null, List.of(), now));
  }

  public Outcome<ProductRevision> requestChanges(String by, List<Comment> wishes, Instant now) {
    return LIFECYCLE
        .step(state, Command.REQUEST_CHANGES)
        .map(next -> moved(next, proposed, submitted, by, null, wishes, now));
  }

  public Outcome<ProductRevision> reject(String by, String why, Instant now) {
    return LIFECYCLE
        .step(state, Command.REJECT)
        .map(next -> moved(next, proposed, submitted, by, why, List.of(), now));
  }

  public List<ContentChange> changes() {
    return ContentChange.between(base, proposed);
  }

  /** Is it still to be decided? A product has at most one open revision. */
  public boolean open() {
    return !LIFECYCLE.finalStates().contains(state);
  }

  private static Outcome<ProductRevision> incomplete(List<String> missing) {
    return Outcome.refused(
        new Refusal.Invalid(
            missing.stream().map(p -> new Violation(p, "missing", "a review needs it")).toList()));
  }

  private ProductRevision moved(
      State to,
      ProductContent content,
      @Nullable Instant submittedAt,
      @Nullable String by,
      @Nullable String why,
      List<Comment> wishes,
      Instant now) {
    return new ProductRevision(
        oid,
        version + 1,
        created,
        changedAt(now),
        product,
        artisan,
        number,
        kind,
        base,
        content,
        to,
        submittedAt,
        by,
        why,
        wishes);
  }
}
