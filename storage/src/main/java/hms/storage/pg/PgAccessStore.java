package hms.storage.pg;

import hms.domain.Actor;
import hms.domain.Permission;
import hms.domain.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who may come in: office users, storefronts and their tokens. */
public final class PgAccessStore {
  private static final String PUT_CHANNEL =
      """
      with channel as (
          insert into channels (oid, name) values ($1, $2)
          on conflict (name) do update set name = excluded.name returning oid),
      stream as (
          insert into streams (recipient_oid, kind) select oid, 'channel' from channel
          on conflict do nothing),
      lease as (
          insert into stream_leases (recipient_oid, queue_id, link)
          select oid, oid::text, 'http' from channel on conflict do nothing)
      select oid from channel
      """;
  private static final String HOLDER =
      """
      select u.oid as user_oid, u.email, u.roles, t.scopes, c.oid as channel_oid, c.name as channel
      from api_tokens t left join office_users u on u.oid = t.user_oid
          left join channels c on c.oid = t.channel_oid
      where t.hash = $1 and t.expires > $2 and (u.oid is null or u.enabled)
      """;

  private static final String REVIEWER =
      """
      select oid as user_oid, email, roles from office_users
      where email = $1 and enabled and 'reviewer' = any (roles)
      """;

  private static final String STOREFRONT = "select oid, name from channels where oid = $1";

  private final PgSession session;

  PgAccessStore(PgSession session) {
    this.session = session;
  }

  /** People of the office. */
  public PgUserStore users() {
    return new PgUserStore(session);
  }

  /** Artisans in browsers. */
  public PgMakerSessions makerSessions() {
    return new PgMakerSessions(session);
  }

  /** What was signed with, and is not good for signing again. */
  public PgNonces nonces() {
    return new PgNonces(session);
  }

  /** Those of them who have signed in. */
  public PgSessionStore sessions() {
    return new PgSessionStore(session);
  }

  /** Those who try to. */
  public PgSignInAttempts attempts() {
    return new PgSignInAttempts(session);
  }

  /** What programs come in with. */
  public PgTokenStore tokens() {
    return new PgTokenStore(session);
  }

  /** Storefronts. */
  public PgChannelStore channels() {
    return new PgChannelStore(session);
  }

  /** Adds a channel with its stream, from which it fetches, or finds the one of that name. */
  public Future<UUID> putChannel(UUID oid, String name) {
    return session.run(PUT_CHANNEL, oid, name).map(rows -> rows.iterator().next().getUUID("oid"));
  }

  /** Whose token this is, with the rights the holder has now; empty if unknown or too old. */
  public Future<Optional<Actor>> holder(byte[] hash, Instant now) {
    return session.first(PgAccessStore::actor, HOLDER, hash, now);
  }

  /** The storefront of this channel; empty if there is none. */
  public Future<Optional<Actor.Storefront>> storefront(UUID channel) {
    return session.first(
        row -> new Actor.Storefront(row.getUUID("oid"), row.getString("name")),
        STOREFRONT,
        channel);
  }

  /** The office user with this e-mail, if it may review. */
  public Future<Optional<Actor.Office>> reviewer(String email) {
    return session.first(PgAccessStore::user, REVIEWER, email);
  }

  private static Actor actor(Row row) {
    if (row.getUUID("channel_oid") != null) {
      return new Actor.Storefront(row.getUUID("channel_oid"), row.getString("channel"));
    }
    var person = user(row);
    var scopes = PgTokenStore.scopes(row);
    return scopes == null ? person : narrowed(person, scopes);
  }

  private static Actor.Office user(Row row) {
    var roles = PgUserStore.roles(row.getArrayOfStrings("roles"));
    return new Actor.Office(
        row.getUUID("user_oid"), row.getString("email"), Role.permissions(roles));
  }

  /** What the token is for, as far as its holder may do it now; who one is, one may always know. */
  private static Actor.Office narrowed(Actor.Office person, List<Permission> scopes) {
    var may = EnumSet.of(Permission.ACCOUNT_READ);
    scopes.stream().filter(person::may).forEach(may::add);
    return new Actor.Office(person.user(), person.email(), may);
  }
}
