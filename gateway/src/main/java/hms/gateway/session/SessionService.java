package hms.gateway.session;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.access.OfficeUser;
import hms.domain.access.Session;
import hms.domain.access.SignedIn;
import hms.gateway.command.Mint;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens and ends sessions, and changes what a person proves themselves by. */
public final class SessionService implements UseCases<SessionCommand, SignedIn> {
  public static final Service<SessionCommand, SignedIn> SERVICE =
      new Service<>("session", SignedIn.class);

  private final Mint mint;

  public SessionService(Mint mint) {
    this.mint = mint;
  }

  @Override
  public Step<SignedIn> perform(PgStores tx, Actor actor, SessionCommand command) {
    Instant now = mint.now();
    return Step.of(Permission.ACCOUNT_EDIT.needed(actor))
        .then(ok ->
            switch (command) {
              case SessionCommand.Open open -> open(tx, open, now);
              case SessionCommand.StepUp stepUp -> stepUp(tx, stepUp, now);
              case SessionCommand.End(var session) -> end(tx, actor, session, now);
              case SessionCommand.ChoosePassword(var by, var hash) ->
                  choosePassword(tx, by, hash, now);
              case SessionCommand.OfferCode(var by, var secret) ->
                  changed(tx, by, "offer_code", user -> Outcome.done(user.offered(secret, now)));
              case SessionCommand.ConfirmCode confirm -> confirm(tx, confirm, now);
            });
  }

  private Step<SignedIn> open(PgStores tx, SessionCommand.Open open, Instant now) {
    var session = Session.open(mint.id(), open.user(), open.client(), now);
    return usedOnce(tx, open.user(), open.codeStep())
        .then(ok -> tx.access().users().find(open.user()))
        .then(user ->
            tx.access()
                .sessions()
                .create(session, open.hash())
                .map(made -> new SignedIn(made, user, now)));
  }

  private static Step<SignedIn> stepUp(PgStores tx, SessionCommand.StepUp stepUp, Instant now) {
    var before = stepUp.session();
    return usedOnce(tx, before.user(), stepUp.codeStep())
        .then(ok -> tx.access().sessions().renew(before, before.steppedUp(now), stepUp.hash()))
        .then(next -> tx.access().sessions().find(next.oid(), now));
  }

  /** One's own, or anybody's for who manages users; what others have is not there for the rest. */
  private static Step<SignedIn> end(PgStores tx, Actor actor, UUID session, Instant now) {
    return tx.access()
        .sessions()
        .find(session, now)
        .decide(found -> mayEnd(actor, found))
        .then(found -> tx.access().sessions().end(session).map(ended -> found));
  }

  private static Outcome<SignedIn> mayEnd(Actor actor, SignedIn found) {
    boolean own = actor instanceof Actor.Office person && person.user().equals(found.user().oid());
    return own || actor.may(Permission.USERS_MANAGE)
        ? Outcome.done(found)
        : Outcome.refused(new Refusal.NotFound("session"));
  }

  private static Step<SignedIn> choosePassword(PgStores tx, SignedIn by, String hash, Instant now) {
    var session = by.session();
    return changed(tx, by, "choose_password", user -> Outcome.done(user.withPassword(hash, now)))
        .then(done ->
            tx.access().sessions().endAllOf(session.user(), session.oid()).map(ended -> done));
  }

  private static Step<SignedIn> confirm(
      PgStores tx, SessionCommand.ConfirmCode confirm, Instant now) {
    return usedOnce(tx, confirm.by().user().oid(), confirm.codeStep())
        .then(ok ->
            changed(
                tx,
                confirm.by(),
                "confirm_code",
                user ->
                    confirm.secret().equals(user.totpPending())
                        ? Outcome.done(user.confirmed(now))
                        : Outcome.refused(notOffered())));
  }

  private static Step<SignedIn> changed(
      PgStores tx,
      SignedIn by,
      String command,
      Function<OfficeUser, Outcome<OfficeUser>> decision) {
    return tx.access()
        .users()
        .change(by.user().oid(), null, command, decision)
        .map(user -> new SignedIn(by.session(), user, by.seen()));
  }

  /** A code is good once, whoever saw it. */
  private static Step<Void> usedOnce(PgStores tx, UUID user, @Nullable Long codeStep) {
    if (codeStep == null) return Step.from(Future.succeededFuture());
    return Step.from(tx.access().users().useCode(user, codeStep))
        .then(first ->
            first
                ? Step.from(Future.succeededFuture())
                : Step.refused(new Refusal.Untrusted("code used before")));
  }

  static Refusal notOffered() {
    return new Refusal.WrongState(
        "none", "confirm", List.of("offer"), "not-offered", "there is no second factor to confirm");
  }
}
