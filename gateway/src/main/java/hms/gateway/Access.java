package hms.gateway;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import hms.domain.Role;
import hms.gateway.trust.Secrets;
import hms.storage.pg.PgStores;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Gives people and storefronts a token to come in with. A token is shown once, kept as a digest.
 */
public final class Access {
  private static final Duration LIFE = Duration.ofDays(365);

  private final PgStores stores;
  private final Clock clock;
  private final SecureRandom random;
  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

  public Access(PgStores stores, Clock clock, SecureRandom random) {
    this.stores = stores;
    this.clock = clock;
    this.random = random;
  }

  /** A new token for an office user, who is added if unknown and has these roles from now on. */
  public Future<String> userToken(String email, String name, List<Role> roles) {
    String token = Secrets.token(random);
    Instant now = clock.instant();
    var access = stores.access();
    return access
        .putUser(ids.generate(), email, name, roles)
        .compose(user ->
            access.addUserToken(
                ids.generate(), name, user, Secrets.hash(token), now, now.plus(LIFE)))
        .map(token);
  }

  /** A new token for a storefront, which is added if unknown. */
  public Future<String> channelToken(String name) {
    String token = Secrets.token(random);
    Instant now = clock.instant();
    var access = stores.access();
    return access
        .putChannel(ids.generate(), name)
        .compose(channel ->
            access.addChannelToken(
                ids.generate(), name, channel, Secrets.hash(token), now, now.plus(LIFE)))
        .map(token);
  }
}
