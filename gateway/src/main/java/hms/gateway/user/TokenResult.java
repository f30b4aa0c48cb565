package hms.gateway.user;

import hms.domain.Permission;
import hms.domain.access.ApiToken;
import hms.gateway.command.ShownOnce;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token, as its holder may see it.
 *
 * @param token the secret, shown once; null else
 */
public record TokenResult(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    String name,
    @Nullable UUID user,
    @Nullable UUID channel,
    @Nullable List<Permission> scopes,
    Instant expires,
    @Nullable String token)
    implements ShownOnce<TokenResult> {

  static TokenResult of(ApiToken t, @Nullable String secret) {
    return new TokenResult(
        t.oid(),
        t.version(),
        t.created(),
        t.modified(),
        t.name(),
        t.user(),
        t.channel(),
        t.scopes(),
        t.expires(),
        secret);
  }

  @Override
  public TokenResult withoutSecrets() {
    return new TokenResult(
        oid, version, created, modified, name, user, channel, scopes, expires, null);
  }

  @Override
  public String toString() {
    return "TokenResult[" + oid + "]";
  }
}
