package hms.domain.product;

import hms.domain.Actor;
import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Owned;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.artisan.Artisan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that one artisan makes and sells.
 *
 * @param version 1, 2, 3 ... counts effective changes
 * @param handle {@code [a-z0-9-]{3,40}}, unique among the artisan's products, never changes
 * @param content what is approved; in a draft, what was proposed first
 * @param available the artisan's own flag: acts at once, is never reviewed
 * @param reason why the office took it out of the catalogue or blocked it; null otherwise
 * @param approvedRevision the last revision that a reviewer approved
 * @param importNotes what an import could not place, by the name it had there
 */
public record Product(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    UUID artisan,
    String handle,
    ProductContent content,
    boolean available,
    State state,
    @Nullable String reason,
    @Nullable UUID approvedRevision,
    Map<String, String> importNotes)
    implements Owned {

  /** At most so many products of an artisan are not retired. */
  public static final int PER_ARTISAN_MAX = 10_000;

  /** How long an artisan itself may take a retired product back. */
  public static final Duration RESTORE = Duration.ofDays(30);

  /** Where a product stands with the office. */
  public enum State {
    DRAFT,
    UNLISTED,
    LISTED,
    BLOCKED,
    RETIRED
  }

  /** What changes a product, and what one must be allowed to do it. */
  public enum Command {
    CREATE(Permission.PRODUCTS_EDIT),
    EDIT(Permission.PRODUCTS_EDIT),
    APPROVE_FIRST(Permission.REVISIONS_REVIEW),
    APPLY_CHANGE(Permission.REVISIONS_REVIEW),
    LIST(Permission.PRODUCTS_OFFICE),
    UNLIST(Permission.PRODUCTS_OFFICE),
    ALTER(Permission.PRODUCTS_OFFICE),
    BLOCK(Permission.PRODUCTS_OFFICE),
    UNBLOCK(Permission.PRODUCTS_OFFICE),
    RETIRE(Permission.PRODUCTS_RETIRE),
    RESTORE(Permission.PRODUCTS_RETIRE),
    /** Back to where a product stands that was never approved. */
    RESTORE_DRAFT(Permission.PRODUCTS_RETIRE),
    SWITCH(Permission.PRODUCTS_EDIT),
    ADJUST_STOCK(Permission.PRODUCTS_EDIT),
    RECOUNT_STOCK(Permission.PRODUCTS_EDIT);

    private final Permission permission;

    Command(Permission permission) {
      this.permission = permission;
    }

    public Permission permission() {
      return permission;
    }
  }

  public static final Lifecycle<State, Command> LIFECYCLE = table();

  public Product {
    importNotes = importNotes == null ? Map.of() : Map.copyOf(importNotes);
  }

  public static Product draft(
      UUID oid,
      UUID artisan,
      String handle,
      ProductContent content,
      boolean available,
      Instant now) {
    return new Product(
        oid, 1, now, now, artisan, handle, content, available, State.DRAFT, null, null, Map.of());
  }

  /** A draft without an open revision takes its artisan's changes at once. */
  public Outcome<Product> edit(ProductContent next, Instant now) {
    return LIFECYCLE.step(state, Command.EDIT).map(to -> written(next, now));
  }

  /** Takes over an approved revision's content; the first approval ends the draft. */
  public Outcome<Product> approved(ProductRevision revision, Instant now) {
    var command = state == State.DRAFT ? Command.APPROVE_FIRST : Command.APPLY_CHANGE;
    return LIFECYCLE
        .step(state, command)
        .then(next ->
            content(revision)
                .map(taken -> built(taken, available, next, reason, revision.oid(), now)));
  }

  /**
   * Shows the product in the catalogue.
   *
   * @param maker whose product it is
   * @param reachable a key of the maker is in force, so that orders reach it
   */
  public Outcome<Product> list(Artisan maker, boolean reachable, Instant now) {
    return LIFECYCLE
        .stepIf(
            maker.active(), state, Command.LIST, "artisan-not-active", "its maker is not active")
        .then(next ->
            LIFECYCLE.stepIf(
                reachable, state, Command.LIST, "no-key", "its maker has no key in force yet"))
        .then(next ->
            LIFECYCLE.stepIf(
                content.price() != null && !content.images().isEmpty(),
                state,
                Command.LIST,
                "incomplete",
                "a price and a picture are needed"))
        .map(next -> moved(next, null, now));
  }

  public Outcome<Product> unlist(@Nullable String why, Instant now) {
    return LIFECYCLE.step(state, Command.UNLIST).map(next -> moved(next, why, now));
  }

  /**
   * The office mends what buyers read, at once.
   *
   * <p>Errors: Denied, naming the fields that are the artisan's alone; Conflict; Invalid.
   *
   * @param mayPrice the office may set prices too
   */
  public Outcome<Product> alter(List<ContentChange> changes, boolean mayPrice, Instant now) {
    return LIFECYCLE
        .step(state, Command.ALTER)
        .then(to -> OfficeEdits.permitted(changes, content, mayPrice))
        .then(allowed -> ContentChange.apply(content, allowed))
        .map(next -> written(next, now));
  }

  public Outcome<Product> block(String why, Instant now) {
    return LIFECYCLE.step(state, Command.BLOCK).map(next -> moved(next, why, now));
  }

  public Outcome<Product> unblock(Instant now) {
    return LIFECYCLE.step(state, Command.UNBLOCK).map(next -> moved(next, null, now));
  }

  /**
   * Takes it off for good; orders keep their snapshots.
   *
   * @param openWork references of the work orders that have a unit of it pending or accepted
   */
  public Outcome<Product> retire(List<String> openWork, Instant now) {
    String why = Artisan.stillOpen(openWork) + "; to sell no more, set available to false";
    return LIFECYCLE
        .stepIf(openWork.isEmpty(), state, Command.RETIRE, "open-units", why)
        .map(next -> moved(next, null, now));
  }

  /** Takes it back: an artisan for a while, the office for as long as the row is there. */
  public Outcome<Product> restore(Artisan maker, Actor by, Instant now) {
    var command = approvedRevision == null ? Command.RESTORE_DRAFT : Command.RESTORE;
    boolean inTime = !(by instanceof Actor.Maker) || !now.isAfter(modified.plus(RESTORE));
    boolean contract = maker.state() != Artisan.State.CLOSED;
    return LIFECYCLE
        .stepIf(inTime, state, command, "too-late", "an artisan takes it back within 30 days")
        .then(to ->
            LIFECYCLE.stepIf(contract, state, command, "artisan-closed", "its maker is closed"))
        .map(next -> moved(next, null, now));
  }

  /** The artisan's own flag, in every state but retired; the same again changes nothing. */
  public Outcome<Product> switchTo(boolean offered, Instant now) {
    return LIFECYCLE
        .step(state, Command.SWITCH)
        .map(to ->
            offered == available
                ? this
                : built(content, offered, state, reason, approvedRevision, now));
  }

  /** Itself, if its stock may be counted or adjusted now. */
  public Outcome<Product> stocked(Command command) {
    return LIFECYCLE.step(state, command).map(to -> this);
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

  private Product written(ProductContent next, Instant now) {
    return next.equals(content)
        ? this
        : built(next, available, state, reason, approvedRevision, now);
  }

  private Product moved(State to, @Nullable String why, Instant now) {
    return built(content, available, to, why, approvedRevision, now);
  }

  private Product built(
      ProductContent next,
      boolean offered,
      State to,
      @Nullable String why,
      @Nullable UUID approval,
      Instant now) {
    return new Product(
        oid,
        version + 1,
        created,
        changedAt(now),
        artisan,
        handle,
        next,
        offered,
        to,
        why,
        approval,
        importNotes);
  }

  private static Lifecycle<State, Command> table() {
    var table =
        Lifecycle.of("product", State.class, Command.class)
            .born(Command.CREATE, State.DRAFT)
            .move(State.DRAFT, Command.EDIT, State.DRAFT)
            .move(State.DRAFT, Command.APPROVE_FIRST, State.UNLISTED)
            .move(State.UNLISTED, Command.APPLY_CHANGE, State.UNLISTED)
            .move(State.UNLISTED, Command.LIST, State.LISTED)
            .move(State.UNLISTED, Command.ALTER, State.UNLISTED)
            .move(State.UNLISTED, Command.BLOCK, State.BLOCKED)
            .move(State.LISTED, Command.APPLY_CHANGE, State.LISTED)
            .move(State.LISTED, Command.UNLIST, State.UNLISTED)
            .move(State.LISTED, Command.ALTER, State.LISTED)
            .move(State.LISTED, Command.BLOCK, State.BLOCKED)
            .move(State.BLOCKED, Command.UNBLOCK, State.UNLISTED)
            .move(State.RETIRED, Command.RESTORE, State.UNLISTED)
            .move(State.RETIRED, Command.RESTORE_DRAFT, State.DRAFT);
    for (var alive : List.of(State.DRAFT, State.UNLISTED, State.LISTED, State.BLOCKED)) {
      table =
          table
              .move(alive, Command.RETIRE, State.RETIRED)
              .move(alive, Command.SWITCH, alive)
              .move(alive, Command.ADJUST_STOCK, alive)
              .move(alive, Command.RECOUNT_STOCK, alive);
    }
    return table.build();
  }
}
