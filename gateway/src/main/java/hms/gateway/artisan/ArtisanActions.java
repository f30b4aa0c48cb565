package hms.gateway.artisan;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.artisan.Artisan;
import hms.gateway.command.Actions;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.List;

/** What may be done to an artisan now, by who asks. */
final class ArtisanActions {
  private final Artisan artisan;
  private final List<String> openWork;
  private final boolean emailTaken;
  private final boolean pendingTaken;
  private final Actor actor;
  private final Instant now;

  private ArtisanActions(
      Artisan artisan,
      List<String> openWork,
      boolean emailTaken,
      boolean pendingTaken,
      Actor actor,
      Instant now) {
    this.artisan = artisan;
    this.openWork = openWork;
    this.emailTaken = emailTaken;
    this.pendingTaken = pendingTaken;
    this.actor = actor;
    this.now = now;
  }

  /** Reads what the guards look at. */
  static Step<Actions> of(PgStores stores, Artisan artisan, Actor actor, Instant now) {
    var artisans = stores.artisans();
    String pending = String.valueOf(artisan.pendingEmail());
    return Step.from(artisans.openWork(artisan.oid()))
        .then(work ->
            Step.from(artisans.emailTaken(artisan.profile().email(), artisan.oid()))
                .then(taken ->
                    Step.from(artisans.emailTaken(pending, artisan.oid()))
                        .map(other ->
                            new ArtisanActions(artisan, work, taken, other, actor, now).tried())));
  }

  private Actions tried() {
    var manage = Permission.ARTISANS_MANAGE;
    return new Actions(actor)
        .add("update", Permission.ARTISANS_EDIT, () -> artisan.update(List.of(), actor, now))
        .add("activate", manage, () -> free(emailTaken, artisan.activate("", now)))
        .add("decline", manage, () -> artisan.decline("", now))
        .add("confirm_email", manage, () -> free(underContract() && pendingTaken, confirmed()))
        .add("suspend", manage, () -> artisan.suspend("", now))
        .add("reinstate", manage, () -> artisan.reinstate(now))
        .add("close", manage, () -> artisan.close("", openWork, now))
        .add("reopen", manage, () -> free(emailTaken, artisan.reopen(now)));
  }

  private Outcome<Artisan> confirmed() {
    return artisan.confirmEmail(now);
  }

  /** Addresses are unique among those under contract. */
  private boolean underContract() {
    return artisan.state() == Artisan.State.ACTIVE || artisan.state() == Artisan.State.SUSPENDED;
  }

  private static Outcome<Artisan> free(boolean taken, Outcome<Artisan> outcome) {
    return outcome.then(done ->
        taken
            ? Outcome.refused(
                new Refusal.Duplicate("email", "another artisan has the same address"))
            : Outcome.done(done));
  }
}
