package hms.storage.pg;

import hms.domain.access.MakerSession;
import hms.domain.access.Session;
import hms.storage.DomainJson;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Artisans in browsers, and the links by which they come in. What belongs to a key that is not in
 * force any more is not there.
 */
public final class PgMakerSessions {
  private static final String KIND = "artisan-session";
  private static final String ADD_LINK =
      """
      insert into session_links (hash, artisan_oid, key_oid, created, expires)
      values ($1, $2, $3, $4, $5)
      """;
  private static final String ENTRANCE =
      """
      select a.display_name, a.handle
      from session_links l join artisan_keys k on k.oid = l.key_oid
        join artisans a on a.oid = l.artisan_oid
      where l.hash = $1 and l.expires > $2 and k.state in ('active', 'retiring')
      """;
  private static final String TAKE_LINK =
      """
      delete from session_links l where l.hash = $1
      returning l.artisan_oid, l.key_oid, l.expires > $2 and exists (
          select from artisan_keys k where k.oid = l.key_oid and k.state in ('active', 'retiring'))
        as good
      """;
  private static final String INSERT =
      """
      insert into artisan_sessions (oid, artisan_oid, key_oid, hash, created, seen, expires)
      values ($1, $2, $3, $4, $5, $6, $7)
      """;
  private static final String LIVE =
      """
      select s.oid, s.artisan_oid, s.key_oid, s.created, s.seen, s.expires
      from artisan_sessions s join artisan_keys k on k.oid = s.key_oid
      where s.expires > $1 and s.seen > $2 and k.state in ('active', 'retiring')
      """;
  private static final String BY_HASH = LIVE + " and s.hash = $3";
  private static final String FIND = LIVE + " and s.oid = $3";
  private static final String TOUCH =
      """
      update artisan_sessions set seen = $2
      where oid = $1 and seen < $2::timestamptz - interval '1 minute'
      """;
  private static final String END =
      "delete from artisan_sessions where oid = $1 returning artisan_oid";

  private final PgSession session;

  PgMakerSessions(PgSession session) {
    this.session = session;
  }

  /** Who asked for a link, and by which key. */
  public record Link(UUID artisan, UUID key) {}

  /** As whom somebody would come in by a link. */
  public record Entrance(String name, String handle) {}

  /** What is behind the link of this code, which stays good; empty if it is not. */
  public Future<Optional<Entrance>> entrance(byte[] hash, Instant now) {
    return session.first(
        row -> new Entrance(row.getString("display_name"), row.getString("handle")),
        ENTRANCE,
        hash,
        now);
  }

  /**
   * Keeps a link.
   *
   * @param hash SHA-256 of its code
   */
  public Step<Link> addLink(Link link, byte[] hash, Instant now) {
    var expires = now.plus(MakerSession.LINK_LIFE);
    return Step.from(session.run(ADD_LINK, hash, link.artisan(), link.key(), now, expires))
        .map(added -> link);
  }

  /** The link of this code, which is good no more from now on; empty if it was not good. */
  public Future<Optional<Link>> takeLink(byte[] hash, Instant now) {
    return session
        .list(PgMakerSessions::link, TAKE_LINK, hash, now)
        .map(found -> found.stream().flatMap(Optional::stream).findFirst());
  }

  /**
   * @param hash SHA-256 of what the browser keeps
   */
  public Step<MakerSession> create(MakerSession s, byte[] hash) {
    var written =
        session.run(
            INSERT, s.oid(), s.artisan(), s.key(), hash, s.created(), s.seen(), s.expires());
    return Step.from(written.compose(row -> audit(s.oid(), 1, "sign_in", s.artisan())))
        .map(told -> s);
  }

  /** Whose secret this is. */
  public Future<Optional<MakerSession>> holder(byte[] hash, Instant now) {
    return session.first(PgMakerSessions::read, BY_HASH, now, now.minus(Session.IDLE), hash);
  }

  /** The session, if it is still good. */
  public Future<Optional<MakerSession>> find(UUID oid, Instant now) {
    return session.first(PgMakerSessions::read, FIND, now, now.minus(Session.IDLE), oid);
  }

  /** It was used now; written once a minute at most. */
  public Future<Void> touch(UUID oid, Instant now) {
    return session.run(TOUCH, oid, now).mapEmpty();
  }

  /** Ends a session, if it is still there. */
  public Step<Void> end(UUID oid) {
    return Step.from(
        session
            .first(row -> row.getUUID("artisan_oid"), END, oid)
            .compose(found ->
                found
                    .map(artisan -> audit(oid, 2, "end", artisan))
                    .orElseGet(Future::succeededFuture)));
  }

  private Future<Void> audit(UUID oid, long version, String command, UUID artisan) {
    return session.audit(KIND, oid, version, command, DomainJson.object(), artisan);
  }

  private static Optional<Link> link(Row row) {
    return row.getBoolean("good")
        ? Optional.of(new Link(row.getUUID("artisan_oid"), row.getUUID("key_oid")))
        : Optional.empty();
  }

  private static MakerSession read(Row row) {
    return new MakerSession(
        row.getUUID("oid"),
        row.getUUID("artisan_oid"),
        row.getUUID("key_oid"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "seen"),
        PgSession.instant(row, "expires"));
  }
}
