package hms.gateway;

import hms.domain.Actor;
import hms.domain.Permission;
import hms.domain.Role;
import hms.domain.access.ApiToken;
import hms.domain.access.Channel;
import hms.domain.access.OfficeUser;
import hms.domain.access.OfficeUser.Profile;
import hms.domain.access.OfficeUser.ProfileChange;
import hms.domain.access.Password;
import hms.gateway.command.Mint;
import hms.gateway.trust.PasswordVault;
import hms.gateway.trust.Secrets;
import hms.storage.Step;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives people and storefronts what they come in with, for who sits at the machine itself. Secrets
 * are shown once and kept as digests; all of it is in the audit.
 */
public final class Access {
  private static final Actor.House ACTOR = new Actor.House("administration");

  private final PgStores stores;
  private final Mint mint;

  public Access(PgStores stores, Mint mint) {
    this.stores = stores;
    this.mint = mint;
  }

  /** A new token for an office user, who is added if unknown and has these roles from now on. */
  public Future<String> userToken(String email, String name, List<Role> roles) {
    return stores
        .transact(
            ACTOR,
            tx ->
                put(tx, email, name, roles)
                    .then(user -> token(tx, new ApiToken.Terms(name, null, null, null), user)))
        .map(outcome -> outcome.orThrow());
  }

  /** A new token for a storefront, which is added if unknown. */
  public Future<String> channelToken(String name) {
    return stores
        .transact(
            ACTOR,
            tx ->
                put(tx, name)
                    .then(channel ->
                        token(tx, new ApiToken.Terms(name, channel.oid(), null, null), null)))
        .map(outcome -> outcome.orThrow());
  }

  /**
   * A new password for an office user, who is added if unknown and has these roles too from now on.
   * A second factor is forgotten, and who has signed in as them is out.
   *
   * @param once it is good for choosing another one, and for nothing else
   */
  public Future<String> password(
      PasswordVault vault, String email, String name, List<Role> roles, boolean once) {
    String text = Secrets.password(mint.random());
    return vault
        .hash(new Password(text))
        .future()
        .compose(hash ->
            stores.transact(
                ACTOR,
                tx ->
                    put(tx, email, name, roles)
                        .then(user -> reset(tx, user, hash.orThrow(), once))))
        .map(outcome -> {
          var user = outcome.orThrow();
          return text;
        });
  }

  /** These roles and those that the person has. */
  private static Step<List<Role>> more(PgStores tx, String email, List<Role> roles) {
    return Step.from(tx.access().users().byEmail(email.toLowerCase(Locale.ROOT)))
        .map(found ->
            Stream.concat(roles.stream(), found.stream().flatMap(u -> u.roles().stream()))
                .distinct()
                .toList());
  }

  private Step<OfficeUser> reset(PgStores tx, OfficeUser user, String hash, boolean once) {
    Instant now = mint.now();
    return tx.access()
        .users()
        .change(user.oid(), null, "reset_password", found -> found.reset(hash, once, null, now))
        .then(done -> tx.access().sessions().endAllOf(done.oid(), null).map(ended -> done));
  }

  private Step<String> token(PgStores tx, ApiToken.Terms terms, @Nullable OfficeUser user) {
    String secret = Secrets.token(mint.random());
    Instant now = mint.now();
    return Step.of(
            ApiToken.create(
                mint.id(),
                terms,
                user == null ? mint.id() : user.oid(),
                EnumSet.allOf(Permission.class),
                now))
        .then(token -> tx.access().tokens().create(token, Secrets.hash(secret)))
        .map(token -> secret);
  }

  private Step<OfficeUser> put(PgStores tx, String email, String name, List<Role> roles) {
    var users = tx.access().users();
    var change = new ProfileChange(null, name, roles);
    Instant now = mint.now();
    return Step.from(users.byEmail(email.toLowerCase(Locale.ROOT)))
        .then(found ->
            found
                .map(known ->
                    users.change(known.oid(), null, "edit", user -> user.edit(change, null, now)))
                .orElseGet(() ->
                    Step.of(
                            OfficeUser.create(
                                mint.id(), new Profile(email, name, roles), null, now))
                        .then(users::create)));
  }

  private Step<Channel> put(PgStores tx, String name) {
    var channels = tx.access().channels();
    return Step.from(channels.byName(name))
        .then(found ->
            found
                .map(Step::done)
                .orElseGet(() ->
                    Step.of(Channel.create(mint.id(), name, mint.now())).then(channels::create)));
  }
}
