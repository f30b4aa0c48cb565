package hms.gateway.user;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.access.OfficeUser;
import hms.gateway.command.Mint;
import hms.gateway.command.Service;
import hms.gateway.command.UseCases;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes people on, gives them roles, puts them out. */
public final class UserService implements UseCases<UserCommand, UserResult> {
  public static final Service<UserCommand, UserResult> SERVICE =
      new Service<>("user", UserResult.class);

  private final Mint mint;

  public UserService(Mint mint) {
    this.mint = mint;
  }

  @Override
  public Step<UserResult> perform(PgStores tx, Actor actor, UserCommand command) {
    return Step.of(Permission.USERS_MANAGE.needed(actor))
        .then(ok -> carryOut(tx, editor(actor), command, mint.now()));
  }

  private Step<UserResult> carryOut(
      PgStores tx, @Nullable UUID editor, UserCommand command, Instant now) {
    var users = tx.access().users();
    return switch (command) {
      case UserCommand.Create(var profile, var password) ->
          Step.of(OfficeUser.create(mint.id(), profile, password.hash(), now))
              .then(users::create)
              .map(user -> UserResult.of(user, password.text()));
      case UserCommand.Edit(var user, var seen, var change) ->
          users
              .change(user, seen, "edit", found -> found.edit(change, editor, now))
              .map(done -> UserResult.of(done, null));
      case UserCommand.Switch(var user, var seen, var enabled) ->
          users
              .change(
                  user,
                  seen,
                  enabled ? "enable" : "disable",
                  found -> switched(found, enabled, editor, now))
              .then(done -> enabled ? Step.done(done) : putOut(tx, done))
              .map(done -> UserResult.of(done, null));
      case UserCommand.ResetPassword(var user, var seen, var password) ->
          users
              .change(
                  user,
                  seen,
                  "reset_password",
                  found -> found.reset(password.hash(), true, editor, now))
              .then(done -> putOut(tx, done))
              .map(done -> UserResult.of(done, password.text()));
    };
  }

  private static Outcome<OfficeUser> switched(
      OfficeUser found, boolean enabled, @Nullable UUID editor, Instant now) {
    return found.switchedTo(enabled, editor, now);
  }

  private static Step<OfficeUser> putOut(PgStores tx, OfficeUser user) {
    return tx.access()
        .sessions()
        .endAllOf(user.oid(), null)
        .then(ended -> tx.access().tokens().revokeAllOf(user.oid()))
        .map(revoked -> user);
  }

  private static @Nullable UUID editor(Actor actor) {
    return actor instanceof Actor.Office person ? person.user() : null;
  }
}
