package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.access.Session;
import hms.domain.access.Session.Client;
import hms.domain.access.SignedIn;
import hms.storage.DomainJson;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who has signed in. A session that has ended is not there, nor that of a person who is out. */
public final class PgSessionStore {
  private static final String KIND = "session";

  /** {@code $1} is now, {@code $2} since when a browser must have been used. */
  private static final String LIVE =
      """
      select s.oid as session_oid, s.version as session_version, s.created as session_created,
          s.modified as session_modified, s.client, s.seen, s.expires, s.stepped_up_until, u.oid,
          u.version, u.created, u.modified, u.email, u.name, u.roles, u.enabled, u.password_hash,
          u.password_once, u.totp_secret, u.totp_pending
      from sessions s join office_users u on u.oid = s.user_oid
      where s.expires > $1 and (s.client = 'cli' or s.seen > $2) and u.enabled
      """;

  private static final String BY_HASH = LIVE + " and s.hash = $3 and s.client = $4";
  private static final String FIND = LIVE + " and s.oid = $3";
  private static final String LIST =
      LIVE + " and ($3::uuid is null or s.user_oid = $3) order by s.created desc, s.oid limit $4";
  private static final String INSERT =
      """
      insert into sessions (oid, version, created, modified, user_oid, client, expires,
          stepped_up_until, hash, seen)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $3)
      """;
  private static final String RENEW =
      """
      update sessions set version = $2, modified = $3, stepped_up_until = $4, hash = $5, seen = $3
      where oid = $1 and version = $2 - 1
      """;
  private static final String TOUCH =
      "update sessions set seen = $2 where oid = $1 and seen < $2::timestamptz - interval '1 minute'";
  private static final String END = "delete from sessions where oid = $1 returning version";
  private static final String END_OF_USER =
      """
      delete from sessions where user_oid = $1 and ($2::uuid is null or oid <> $2)
      returning oid, version
      """;

  private final PgSession session;

  PgSessionStore(PgSession session) {
    this.session = session;
  }

  /**
   * Whose secret this is.
   *
   * @param hash SHA-256 of the secret
   */
  public Future<Optional<SignedIn>> holder(byte[] hash, Client client, Instant now) {
    return session.first(PgSessionStore::read, BY_HASH, now, now.minus(Session.IDLE), hash, client);
  }

  public Step<SignedIn> find(UUID oid, Instant now) {
    return new Step<>(
        session
            .first(PgSessionStore::read, FIND, now, now.minus(Session.IDLE), oid)
            .map(found ->
                found
                    .map(Outcome::done)
                    .orElseGet(() -> Outcome.refused(new Refusal.NotFound(KIND)))));
  }

  /**
   * The newest first.
   *
   * @param user whose; null for those of everybody
   */
  public Future<List<SignedIn>> list(@Nullable UUID user, Instant now, int limit) {
    return session.list(PgSessionStore::read, LIST, now, now.minus(Session.IDLE), user, limit);
  }

  public Step<Session> create(Session s, byte[] hash) {
    var written =
        session.run(
            INSERT,
            s.oid(),
            s.version(),
            s.created(),
            s.modified(),
            s.user(),
            s.client(),
            s.expires(),
            s.steppedUpUntil(),
            hash);
    return Step.from(written.compose(row -> session.audit(null, s, KIND, "sign_in"))).map(ok -> s);
  }

  /** The next version of a session, with another secret. Errors: Stale if it is not the next. */
  public Step<Session> renew(Session before, Session next, byte[] hash) {
    return Step.from(
            session.run(
                RENEW, next.oid(), next.version(), next.modified(), next.steppedUpUntil(), hash))
        .then(rows ->
            rows.rowCount() == 1
                ? Step.from(session.audit(before, next, KIND, "step_up")).map(ok -> next)
                : Step.refused(new Refusal.Stale(KIND, before.version(), next.version())));
  }

  /** It was used now; written once a minute at most. */
  public Future<Void> touch(UUID oid, Instant now) {
    return session.run(TOUCH, oid, now).mapEmpty();
  }

  /** Ends a session, if it is still there. */
  public Step<Void> end(UUID oid) {
    return Step.from(
        session
            .first(row -> row.getLong("version"), END, oid)
            .compose(
                version -> version.map(v -> ended(oid, v)).orElseGet(Future::succeededFuture)));
  }

  /**
   * Ends those of a person.
   *
   * @param except one that stays; null if none does
   */
  public Step<Void> endAllOf(UUID user, @Nullable UUID except) {
    return Step.from(session.run(END_OF_USER, user, except))
        .then(rows ->
            Step.each(
                rows.stream().toList(),
                row -> Step.from(ended(row.getUUID("oid"), row.getLong("version")))))
        .then(all -> Step.from(Future.succeededFuture()));
  }

  private Future<Void> ended(UUID oid, long version) {
    return session.audit(KIND, oid, version + 1, "end", DomainJson.object(), null);
  }

  private static SignedIn read(Row row) {
    var user = PgUserStore.read(row);
    var session =
        new Session(
            row.getUUID("session_oid"),
            row.getLong("session_version"),
            PgSession.instant(row, "session_created"),
            PgSession.instant(row, "session_modified"),
            user.oid(),
            PgSession.word(row, "client", Client.class),
            PgSession.instant(row, "expires"),
            PgSession.instant(row, "stepped_up_until"));
    return new SignedIn(session, user, PgSession.instant(row, "seen"));
  }
}
