package hms.domain.product;

import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Owned;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A proposed change of a product's content, and the office's decision on it.
 *
 * @param number for people: R-1042
 * @param baseVersion version of the product that {@code base} is of
 * @param base the content its author saw; what changed is the difference to {@code proposed}
 * @param review where the review stands and what it said
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
    long baseVersion,
    ProductContent base,
    ProductContent proposed,
    State state,
    Review review)
    implements Owned {

  private static final int COMMENTS_MAX = 100;

  /** How long a reviewer keeps a revision to itself; each act on it begins the time anew. */
  public static final Duration LEASE = Duration.ofMinutes(30);

  /** A first revision carries all content of a draft. */
  public enum Kind {
    FIRST,
    CHANGE
  }

  /** Where the review stands. */
  public enum State {
    DRAFT,
    SUBMITTED,
    IN_REVIEW,
    CHANGES_REQUESTED,
    APPROVED,
    REJECTED,
    WITHDRAWN,
    SUPERSEDED
  }

  /** What moves a review, and what one must be allowed to do it. */
  public enum Command {
    OPEN(Permission.PRODUCTS_EDIT),
    SUBMIT(Permission.PRODUCTS_EDIT),
    AMEND(Permission.PRODUCTS_EDIT),
    WITHDRAW(Permission.PRODUCTS_EDIT),
    CLAIM(Permission.REVISIONS_REVIEW),
    ASSIGN(Permission.REVISIONS_REVIEW),
    RELEASE(Permission.REVISIONS_REVIEW),
    APPROVE(Permission.REVISIONS_REVIEW),
    REQUEST_CHANGES(Permission.REVISIONS_REVIEW),
    REJECT(Permission.REVISIONS_REVIEW),
    LEASE_OVER(Permission.HOUSE_ACT),
    APPROVE_BY_RULE(Permission.HOUSE_ACT),
    SUPERSEDE(Permission.HOUSE_ACT),
    EXPIRE(Permission.HOUSE_ACT);

    private final Permission permission;

    Command(Permission permission) {
      this.permission = permission;
    }

    public Permission permission() {
      return permission;
    }
  }

  /** Why the office does not take a revision. */
  public enum Rejection {
    NOT_HANDMADE,
    PROHIBITED,
    MISLEADING,
    POOR_IMAGES,
    PRICE,
    OTHER
  }

  /**
   * What somebody says about one field.
   *
   * @param pointer JSON pointer into the content: {@code /summary}
   * @param by who says it
   */
  public record Comment(String pointer, String text, String by, Instant at) {}

  public static final Lifecycle<State, Command> LIFECYCLE = RevisionMoves.table();

  /** Opens a draft for {@code product}, proposing {@code proposed} instead of what is there. */
  public static ProductRevision open(
      UUID oid, long number, Product product, ProductContent proposed, Instant now) {
    var kind = product.approvedRevision() == null ? Kind.FIRST : Kind.CHANGE;
    return new ProductRevision(
        oid,
        1,
        now,
        now,
        product.oid(),
        product.artisan(),
        number,
        kind,
        product.version(),
        product.content(),
        proposed,
        State.DRAFT,
        Review.none());
  }

  /**
   * Replaces what is proposed. What waits for a reviewer stays complete; a draft may lack things.
   *
   * @param seen the product as it stands, if the author has seen it so: then the revision is about
   *     that; null if the author has seen an older one
   */
  public Outcome<ProductRevision> amend(
      ProductContent content, @Nullable Product seen, Instant now) {
    return LIFECYCLE
        .step(state, Command.AMEND)
        .then(to -> seen == null ? Outcome.done(content) : onto(seen.content(), content))
        .then(rebased -> amended(rebased, seen, now));
  }

  /** Enters the review queue; refused while {@link ProductContent#missing} names anything. */
  public Outcome<ProductRevision> submit(Instant now) {
    return LIFECYCLE
        .step(state, Command.SUBMIT)
        .then(next ->
            proposed.missing().isEmpty()
                ? Outcome.done(moved(next, review.submitted(now), now))
                : incomplete(proposed.missing()));
  }

  public Outcome<ProductRevision> withdraw(Instant now) {
    return LIFECYCLE.step(state, Command.WITHDRAW).map(next -> moved(next, review.left(), now));
  }

  /** Its product is retired, or its artisan closed: nobody will decide on it. */
  public Outcome<ProductRevision> supersede(Instant now) {
    return LIFECYCLE.step(state, Command.SUPERSEDE).map(next -> moved(next, review.left(), now));
  }

  /** A reviewer takes it, or renews its time. */
  public Outcome<ProductRevision> claim(String by, Instant now) {
    return held(Command.CLAIM, by, now)
        .map(next -> moved(next, review.claimed(by, now.plus(LEASE)), now));
  }

  /** A reviewer gives it to another one. */
  public Outcome<ProductRevision> assign(String by, String to, Instant now) {
    return held(Command.ASSIGN, by, now)
        .map(next -> moved(next, review.claimed(to, now.plus(LEASE)), now));
  }

  public Outcome<ProductRevision> release(String by, Instant now) {
    return held(Command.RELEASE, by, now).map(next -> moved(next, review.left(), now));
  }

  /** The reviewer has done nothing for too long. */
  public Outcome<ProductRevision> leaseOver(Instant now) {
    return LIFECYCLE.step(state, Command.LEASE_OVER).map(next -> moved(next, review.left(), now));
  }

  public Outcome<ProductRevision> approve(String by, Instant now) {
    return held(Command.APPROVE, by, now).map(next -> moved(next, review.approved(by), now));
  }

  /** The office's rule answers for it instead of a person; nobody must have it in hand. */
  public Outcome<ProductRevision> approveByRule(UUID rule, Instant now) {
    return LIFECYCLE
        .step(state, Command.APPROVE_BY_RULE)
        .map(next -> moved(next, review.approvedByRule(rule), now));
  }

  public Outcome<ProductRevision> requestChanges(String by, List<Comment> wishes, Instant now) {
    return held(Command.REQUEST_CHANGES, by, now)
        .map(next -> moved(next, review.wished(by, wishes), now));
  }

  /** Somebody says something about one field; where the revision stands does not change. */
  public Outcome<ProductRevision> comment(Comment said, Instant now) {
    if (!open()) {
      return Outcome.refused(
          new Refusal.WrongState(
              Lifecycle.word(state), "comment", List.of(), "decided", "it is decided"));
    }
    if (review.comments().size() >= COMMENTS_MAX) {
      return Outcome.refused(new Refusal.Denied("no more than 100 comments", List.of()));
    }
    return Outcome.done(moved(state, review.commented(said), now));
  }

  public Outcome<ProductRevision> reject(
      String by, Rejection why, @Nullable String text, Instant now) {
    return held(Command.REJECT, by, now)
        .map(next -> moved(next, review.rejected(by, why, text), now));
  }

  /** The artisan has not answered the wishes. */
  public Outcome<ProductRevision> expire(Instant now) {
    return LIFECYCLE.step(state, Command.EXPIRE).map(next -> moved(next, review.left(), now));
  }

  public List<ContentChange> changes() {
    return ContentChange.between(base, proposed);
  }

  /** Is it still to be decided? A product has at most one open revision. */
  public boolean open() {
    return !LIFECYCLE.finalStates().contains(state);
  }

  /** What a reviewer may do with what nobody else holds. */
  private Outcome<State> held(Command command, String by, Instant now) {
    boolean free = state != State.IN_REVIEW || review.mayBeTakenBy(by, now);
    String why = "%s has it until %s".formatted(review.reviewer(), review.claimedUntil());
    return LIFECYCLE.stepIf(free, state, command, "claimed", why);
  }

  /** What the author changed, laid over what the product is by now. */
  private Outcome<ProductContent> onto(ProductContent now, ProductContent content) {
    var changes =
        ContentChange.between(base, content).stream()
            .map(c -> new ContentChange(c.field(), c.field().of(now), c.to()))
            .toList();
    return ContentChange.apply(now, changes);
  }

  private Outcome<ProductRevision> amended(
      ProductContent content, @Nullable Product seen, Instant now) {
    var missing = content.missing();
    boolean waits = state == State.SUBMITTED || state == State.IN_REVIEW;
    if (waits && !missing.isEmpty()) return incomplete(missing);
    var onto = seen == null ? base : seen.content();
    long version = seen == null ? baseVersion : seen.version();
    boolean same = content.equals(proposed) && onto.equals(base);
    return Outcome.done(same ? this : built(version, onto, content, state, review, now));
  }

  private static Outcome<ProductRevision> incomplete(List<String> missing) {
    return Outcome.refused(
        new Refusal.Invalid(
            missing.stream().map(p -> new Violation(p, "missing", "a review needs it")).toList()));
  }

  private ProductRevision moved(State to, Review said, Instant now) {
    return built(baseVersion, base, proposed, to, said, now);
  }

  private ProductRevision built(
      long onVersion,
      ProductContent onto,
      ProductContent content,
      State to,
      Review said,
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
        onVersion,
        onto,
        content,
        to,
        said);
  }
}
