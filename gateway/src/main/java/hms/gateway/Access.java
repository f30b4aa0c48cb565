package hms.gateway;

import hms.domain.Role;
import hms.gateway.command.Mint;
import hms.gateway.trust.Secrets;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Gives people and storefronts a token to come in with. A token is shown once, kept as a digest.
 */
public final class Access {
  private static final Duration LIFE = Duration.ofDays(365);

  private final PgStores stores;
  private final Mint mint;

  public Access(PgStores stores, Mint mint) {
    this.stores = stores;
    this.mint = mint;
  }

  /** A new token for an office user, who is added if unknown and has these roles from now on. */
  public Future<String> userToken(String email, String name, List<Role> roles) {
    String token = Secrets.token(mint.random());
    Instant now = mint.now();
    var access = stores.access();
    return access
        .putUser(mint.id(), email, name, roles)
        .compose(user ->
            access.addUserToken(mint.id(), name, user, Secrets.hash(token), now, now.plus(LIFE)))
        .map(token);
  }

  /** A new token for a storefront, which is added if unknown. */
  public Future<String> channelToken(String name) {
    String token = Secrets.token(mint.random());
    Instant now = mint.now();
    var access = stores.access();
    return access
        .putChannel(mint.id(), name)
        .compose(channel ->
            access.addChannelToken(
                mint.id(), name, channel, Secrets.hash(token), now, now.plus(LIFE)))
        .map(token);
  }
}
