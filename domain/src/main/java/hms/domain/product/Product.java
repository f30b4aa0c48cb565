package hms.domain.product;

import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that one artisan makes and sells.
 *
 * @param version 1, 2, 3 ... counts effective changes
 * @param content what is approved; in a draft, what was proposed first
 * @param available the artisan's own flag: acts at once, is never reviewed
 * @param approvedRevision the last revision that a reviewer approved
 */
public record Product(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    UUID artisan,
    ProductContent content,
    boolean available,
    State state,
    @Nullable UUID approvedRevision)
    implements Versioned {

  /** Where a product stands with the office. */
  public enum State {
    DRAFT,
    UNLISTED,
    LISTED
  }

  /** What changes a product's state. */
  public enum Command {
    APPROVE_FIRST,
    APPLY_CHANGE,
    LIST,
    UNLIST
  }

  public static final Lifecycle<State, Command> LIFECYCLE =
      Lifecycle.of("product", State.class, Command.class)
          .move(State.DRAFT, Command.APPROVE_FIRST, State.UNLISTED)
          .move(State.UNLISTED, Command.APPLY_CHANGE, State.UNLISTED)
          .move(State.UNLISTED, Command.LIST, State.LISTED)
          .move(State.LISTED, Command.APPLY_CHANGE, State.LISTED)
          .move(State.LISTED, Command.UNLIST, State.UNLISTED)
          .build();

  public static Product draft(
      UUID oid, UUID artisan, ProductContent content, boolean available, Instant now) {
    return new Product(oid, 1, now, now, artisan, content, available, State.DRAFT, null);
  }

  /** Takes over an approved revision's content; the first approval ends the draft. */
  public Outcome<Product> approved(ProductRevision revision, Instant now) {
    var command = state == State.DRAFT ? Command.APPROVE_FIRST : Command.APPLY_CHANGE;
    return LIFECYCLE
        .step(state, command)
        .then(next -> content(revision).map(content -> taken(revision.oid(), content, next, now)));
  }

  /** Shows the product in the catalogue. A price and an image are there: they were reviewed. */
  public Outcome<Product> list(Instant now) {
    return LIFECYCLE.step(state, Command.LIST).map(next -> moved(next, now));
  }

  public Outcome<Product> unlist(Instant now) {
    return LIFECYCLE.step(state, Command.UNLIST).map(next -> moved(next, now));
  }

  /** The office's flag; it follows from the state. */
  public boolean storeAvailable() {
    return state == State.LISTED;
  }

  /** Fields that nobody else touched take over; one that has moved on since is a conflict. */
  private Outcome<ProductContent> content(ProductRevision revision) {
    if (state == State.DRAFT) return Outcome.done(revision.proposed());
    List<ContentChange> changes = revision.changes();
    if (changes.isEmpty()) {
      String why = "revision R-%d changes nothing".formatted(revision.number());
      return Outcome.refused(Refusal.Invalid.of("/changes", "empty", why));
    }
    return ContentChange.apply(content, changes);
  }

  private Product taken(UUID revision, ProductContent next, State to, Instant now) {
    return new Product(
        oid, version + 1, created, changedAt(now), artisan, next, available, to, revision);
  }

  private Product moved(State to, Instant now) {
    return new Product(
        oid,
        version + 1,
        created,
        changedAt(now),
        artisan,
        content,
        available,
        to,
        approvedRevision);
  }
}
