package hms.domain.artisan;

import hms.domain.Actor;
import hms.domain.Lifecycle;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A maker under contract.
 *
 * @param version 1, 2, 3 ... counts effective changes
 * @param handle {@code [a-z0-9-]{3,40}}, unique, never changes
 * @param reason why the office declined, suspended or closed; null in other states
 * @param queueId {@code art-} and 26 of a-z2-7: the last part of the queue's address; null until
 *     the artisan is activated, then fixed
 * @param pendingEmail what the artisan wants to be reached by, until the office confirms it
 * @param importNotes what an import could not place, by the name it had there
 * @param purged when keys, queue and account of a closed artisan went; null before
 */
public record Artisan(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    String handle,
    ArtisanProfile profile,
    ArtisanTerms terms,
    State state,
    @Nullable String reason,
    @Nullable String queueId,
    @Nullable String pendingEmail,
    Map<String, String> importNotes,
    @Nullable Instant purged)
    implements Versioned {

  /** Where an artisan stands with the office. */
  public enum State {
    APPLIED,
    ACTIVE,
    SUSPENDED,
    DECLINED,
    CLOSED
  }

  /** What changes an artisan, and what one must be allowed to do it; null: anyone may. */
  public enum Command {
    SIGN_UP(null),
    CREATE(Permission.ARTISANS_MANAGE),
    ACTIVATE(Permission.ARTISANS_MANAGE),
    DECLINE(Permission.ARTISANS_MANAGE),
    EXPIRE(Permission.HOUSE_ACT),
    UPDATE(Permission.ARTISANS_EDIT),
    CONFIRM_EMAIL(Permission.ARTISANS_MANAGE),
    SUSPEND(Permission.ARTISANS_MANAGE),
    REINSTATE(Permission.ARTISANS_MANAGE),
    CLOSE(Permission.ARTISANS_MANAGE),
    REOPEN(Permission.ARTISANS_MANAGE),
    PURGE(Permission.HOUSE_ACT),
    /** Nothing came of an application: who applied is forgotten. */
    ERASE(Permission.HOUSE_ACT);

    private final @Nullable Permission permission;

    Command(@Nullable Permission permission) {
      this.permission = permission;
    }

    public @Nullable Permission permission() {
      return permission;
    }
  }

  public static final Lifecycle<State, Command> LIFECYCLE =
      Lifecycle.of("artisan", State.class, Command.class)
          .born(Command.SIGN_UP, State.APPLIED)
          .born(Command.CREATE, State.ACTIVE)
          .move(State.APPLIED, Command.ACTIVATE, State.ACTIVE)
          .move(State.APPLIED, Command.DECLINE, State.DECLINED)
          .move(State.APPLIED, Command.EXPIRE, State.DECLINED)
          .move(State.APPLIED, Command.UPDATE, State.APPLIED)
          .move(State.APPLIED, Command.CONFIRM_EMAIL, State.APPLIED)
          .move(State.ACTIVE, Command.UPDATE, State.ACTIVE)
          .move(State.ACTIVE, Command.CONFIRM_EMAIL, State.ACTIVE)
          .move(State.ACTIVE, Command.SUSPEND, State.SUSPENDED)
          .move(State.ACTIVE, Command.CLOSE, State.CLOSED)
          .move(State.SUSPENDED, Command.UPDATE, State.SUSPENDED)
          .move(State.SUSPENDED, Command.CONFIRM_EMAIL, State.SUSPENDED)
          .move(State.SUSPENDED, Command.REINSTATE, State.ACTIVE)
          .move(State.SUSPENDED, Command.CLOSE, State.CLOSED)
          .move(State.CLOSED, Command.REOPEN, State.SUSPENDED)
          .move(State.CLOSED, Command.PURGE, State.CLOSED)
          .move(State.DECLINED, Command.ERASE, State.DECLINED)
          .build();

  public Artisan {
    importNotes = importNotes == null ? Map.of() : Map.copyOf(importNotes);
  }

  public static Artisan applied(UUID oid, String handle, ArtisanProfile profile, Instant now) {
    return born(oid, handle, profile, State.APPLIED, null, now);
  }

  /** Taken on by the office without having applied. */
  public static Artisan created(
      UUID oid, String handle, ArtisanProfile profile, String queue, Instant now) {
    return born(oid, handle, profile, State.ACTIVE, queue, now);
  }

  /** Errors: Invalid, naming what is missing: what was imported may lack anything. */
  public Outcome<Artisan> activate(String queue, Instant now) {
    return LIFECYCLE
        .step(state, Command.ACTIVATE)
        .then(next -> profile.checked().map(complete -> moved(next, null, queue, now)));
  }

  public Outcome<Artisan> decline(String why, Instant now) {
    return LIFECYCLE.step(state, Command.DECLINE).map(next -> moved(next, why, queueId, now));
  }

  /** Nobody answered the application in time. */
  public Outcome<Artisan> expire(Instant now) {
    return LIFECYCLE
        .step(state, Command.EXPIRE)
        .map(next -> moved(next, "unanswered", queueId, now));
  }

  /**
   * Takes over what its author may write. An artisan's own new e-mail waits as {@code pendingEmail}
   * until the office confirms it. Changes that change nothing leave the version as it is.
   *
   * <p>Errors: WrongState unless an artisan that writes is active; Denied, naming the fields;
   * Conflict where a field is no longer what its author saw; Invalid by rules.
   */
  public Outcome<Artisan> update(List<ArtisanChange> changes, Actor by, Instant now) {
    boolean maker = by instanceof Actor.Maker;
    String why = "an artisan changes itself while it is active";
    return LIFECYCLE
        .stepIf(!maker || active(), state, Command.UPDATE, "not-active", why)
        .then(next -> permitted(changes, by))
        .then(mine -> ArtisanChange.apply(this, maker ? waiting(mine) : mine))
        .map(written -> rewritten(written, now));
  }

  /** The e-mail that waited is the one that counts. */
  public Outcome<Artisan> confirmEmail(Instant now) {
    String why = "no new e-mail waits to be confirmed";
    return LIFECYCLE
        .stepIf(pendingEmail != null, state, Command.CONFIRM_EMAIL, "no-pending-email", why)
        .map(next ->
            rewritten(
                new ArtisanChange.Written(
                    profile.withEmail(pendingEmail == null ? "" : pendingEmail), terms, null),
                now));
  }

  public Outcome<Artisan> suspend(String why, Instant now) {
    return LIFECYCLE.step(state, Command.SUSPEND).map(next -> moved(next, why, queueId, now));
  }

  public Outcome<Artisan> reinstate(Instant now) {
    return LIFECYCLE.step(state, Command.REINSTATE).map(next -> moved(next, null, queueId, now));
  }

  /**
   * Ends the contract.
   *
   * @param openWork references of the work orders that have a unit pending or accepted
   */
  public Outcome<Artisan> close(String why, List<String> openWork, Instant now) {
    return LIFECYCLE
        .stepIf(openWork.isEmpty(), state, Command.CLOSE, "open-units", stillOpen(openWork))
        .map(next -> moved(next, why, queueId, now));
  }

  public Outcome<Artisan> reopen(Instant now) {
    String why = "keys and queue were purged; let the artisan sign up anew";
    return LIFECYCLE
        .stepIf(purged == null, state, Command.REOPEN, "purged", why)
        .map(next -> moved(next, "reopened", queueId, now));
  }

  /** Keys, queue and account are gone; the row stays, for what refers to it. */
  public Outcome<Artisan> purge(Instant now) {
    return LIFECYCLE
        .stepIf(purged == null, state, Command.PURGE, "purged", "it was purged before")
        .map(next -> built(next, reason, queueId, profile, terms, pendingEmail, now, now));
  }

  /** Forgets who applied; the row stays, for what refers to it. */
  public Outcome<Artisan> erase(Instant now) {
    return LIFECYCLE
        .stepIf(!erased(), state, Command.ERASE, "erased", "it was erased before")
        .map(next -> ArtisanErasure.of(this, changedAt(now)));
  }

  /** Was what it told of itself erased? */
  public boolean erased() {
    return state == State.DECLINED && profile.email().isEmpty();
  }

  public boolean active() {
    return state == State.ACTIVE;
  }

  /** The sentence for what still has to be made or answered. */
  public static String stillOpen(List<String> openWork) {
    return "units are pending or accepted in " + String.join(", ", openWork);
  }

  private static Artisan born(
      UUID oid,
      String handle,
      ArtisanProfile profile,
      State state,
      @Nullable String queue,
      Instant now) {
    return new Artisan(
        oid,
        1,
        now,
        now,
        handle,
        profile,
        ArtisanTerms.usual(),
        state,
        null,
        queue,
        null,
        Map.of(),
        null);
  }

  private static Outcome<List<ArtisanChange>> permitted(List<ArtisanChange> changes, Actor by) {
    var foreign =
        changes.stream()
            .map(ArtisanChange::field)
            .filter(field -> !field.writableBy(by))
            .map(ArtisanField::wire)
            .toList();
    return foreign.isEmpty()
        ? Outcome.done(changes)
        : Outcome.refused(new Refusal.Denied("not the sender's to write", foreign));
  }

  /** What the artisan says of its e-mail, said of the one that waits. */
  private List<ArtisanChange> waiting(List<ArtisanChange> changes) {
    return changes.stream()
        .map(change ->
            change.field() == ArtisanField.EMAIL
                ? new ArtisanChange(ArtisanField.PENDING_EMAIL, pendingEmail, change.to())
                : change)
        .toList();
  }

  private Artisan rewritten(ArtisanChange.Written next, Instant now) {
    var after =
        built(
            state, reason, queueId, next.profile(), next.terms(), next.pendingEmail(), purged, now);
    return ArtisanChange.between(this, after).isEmpty() ? this : after;
  }

  private Artisan moved(State to, @Nullable String why, @Nullable String queue, Instant now) {
    return built(to, why, queue, profile, terms, pendingEmail, purged, now);
  }

  private Artisan built(
      State to,
      @Nullable String why,
      @Nullable String queue,
      ArtisanProfile newProfile,
      ArtisanTerms newTerms,
      @Nullable String email,
      @Nullable Instant purgedAt,
      Instant now) {
    return new Artisan(
        oid,
        version + 1,
        created,
        changedAt(now),
        handle,
        newProfile,
        newTerms,
        to,
        why,
        queue,
        email,
        importNotes,
        purgedAt);
  }
}
