package hms.storage.pg;

import hms.domain.Permission;
import hms.domain.Refusal;
import hms.domain.access.ApiToken;
import hms.storage.DomainJson;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tokens of programs. One that was revoked, or has expired, is not there. */
public final class PgTokenStore {
  private static final String KIND = "token";
  private static final String COLUMNS =
      """
      select oid, version, created, modified, name, user_oid, channel_oid, scopes, expires
      from api_tokens
      """;
  private static final String LOCK = COLUMNS + "where oid = $1 and expires > $2 for no key update";
  private static final String LIST =
      COLUMNS
          + """
          where expires > $1 and ($2::uuid is null or user_oid = $2)
          order by created desc, oid limit $3
          """;
  private static final String INSERT =
      """
      insert into api_tokens (oid, version, created, modified, name, user_oid, channel_oid, scopes,
          expires, hash)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      """;
  private static final String ROTATE =
      "update api_tokens set version = $2, modified = $3, hash = $4 where oid = $1";
  private static final String REVOKE =
      "delete from api_tokens where oid = $1 returning oid, version";
  private static final String REVOKE_ALL_OF =
      "delete from api_tokens where user_oid = $1 returning oid, version";

  private final PgSession session;

  PgTokenStore(PgSession session) {
    this.session = session;
  }

  /** The token, which nobody else changes meanwhile. */
  public Step<ApiToken> lock(UUID oid, Instant now) {
    return Step.from(session.first(PgTokenStore::read, LOCK, oid, now))
        .then(found ->
            found.map(Step::done).orElseGet(() -> Step.refused(new Refusal.NotFound(KIND))));
  }

  /**
   * The newest first.
   *
   * @param user whose; null for all, those of storefronts too
   */
  public Future<List<ApiToken>> list(@Nullable UUID user, Instant now, int limit) {
    return session.list(PgTokenStore::read, LIST, now, user, limit);
  }

  /**
   * @param hash SHA-256 of the secret
   */
  public Step<ApiToken> create(ApiToken t, byte[] hash) {
    return Step.from(
            session
                .run(
                    INSERT,
                    t.oid(),
                    t.version(),
                    t.created(),
                    t.modified(),
                    t.name(),
                    t.user(),
                    t.channel(),
                    words(t.scopes()),
                    t.expires(),
                    hash)
                .compose(row -> session.audit(null, t, KIND, "create")))
        .map(ok -> t);
  }

  /** Another secret for a token that the caller has locked. */
  public Step<ApiToken> rotate(ApiToken before, ApiToken next, byte[] hash) {
    return Step.from(
            session
                .run(ROTATE, next.oid(), next.version(), next.modified(), hash)
                .compose(row -> session.audit(before, next, KIND, "rotate")))
        .map(ok -> next);
  }

  public Step<Void> revoke(UUID oid) {
    return revoked(session.run(REVOKE, oid).map(rows -> rows.stream().toList()));
  }

  /** All of a person. */
  public Step<Void> revokeAllOf(UUID user) {
    return revoked(session.run(REVOKE_ALL_OF, user).map(rows -> rows.stream().toList()));
  }

  private Step<Void> revoked(Future<List<Row>> gone) {
    return Step.from(gone)
        .then(rows ->
            Step.each(
                rows,
                row ->
                    Step.from(
                        session.audit(
                            KIND,
                            row.getUUID("oid"),
                            row.getLong("version") + 1,
                            "revoke",
                            DomainJson.object(),
                            null))))
        .then(all -> Step.from(Future.succeededFuture()));
  }

  private static String @Nullable [] words(@Nullable List<Permission> scopes) {
    return scopes == null ? null : scopes.stream().map(Permission::wire).toArray(String[]::new);
  }

  /** Those that are known still. */
  static @Nullable List<Permission> scopes(Row row) {
    String[] words = row.getArrayOfStrings("scopes");
    if (words == null) return null;
    return Arrays.stream(Permission.values())
        .filter(permission -> Arrays.asList(words).contains(permission.wire()))
        .toList();
  }

  private static ApiToken read(Row row) {
    return new ApiToken(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getString("name"),
        row.getUUID("user_oid"),
        row.getUUID("channel_oid"),
        scopes(row),
        PgSession.instant(row, "expires"));
  }
}
