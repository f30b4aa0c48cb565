package hms.storage.pg;

import hms.domain.Actor;
import hms.domain.Permission;
import hms.domain.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who may come in: office users, storefronts and their tokens. */
public final class PgAccessStore {
  private static final String PUT_USER =
      """
      insert into office_users (oid, email, name, roles) values ($1, $2, $3, $4)
      on conflict (email) do update set name = excluded.name, roles = excluded.roles
      returning oid
      """;
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
  private static final String ADD_TOKEN =
      """
      insert into api_tokens (oid, name, user_oid, channel_oid, hash, created, expires)
      values ($1, $2, $3, $4, $5, $6, $7)
      """;
  private static final String HOLDER =
      """
      select u.oid as user_oid, u.email, u.roles, c.oid as channel_oid, c.name as channel
      from api_tokens t left join office_users u on u.oid = t.user_oid
          left join channels c on c.oid = t.channel_oid
      where t.hash = $1 and t.expires > $2
      """;

  private static final String REVIEWER =
      """
      select oid as user_oid, email, roles from office_users
      where email = $1 and 'reviewer' = any (roles)
      """;

  private static final String STOREFRONT = "select oid, name from channels where oid = $1";

  private final PgSession session;

  PgAccessStore(PgSession session) {
    this.session = session;
  }

  /** Adds an office user, or gives the known one of that address this name and these roles. */
  public Future<UUID> putUser(UUID oid, String email, String name, List<Role> roles) {
    String[] words = roles.stream().map(Role::wire).toArray(String[]::new);
    return session.run(PUT_USER, oid, email, name, words).map(PgAccessStore::oid);
  }

  /** Adds a channel with its stream, from which it fetches, or finds the one of that name. */
  public Future<UUID> putChannel(UUID oid, String name) {
    return session.run(PUT_CHANNEL, oid, name).map(PgAccessStore::oid);
  }

  public Future<Void> addUserToken(
      UUID oid, String name, UUID user, byte[] hash, Instant now, Instant expires) {
    return session.run(ADD_TOKEN, oid, name, user, null, hash, now, expires).mapEmpty();
  }

  public Future<Void> addChannelToken(
      UUID oid, String name, UUID channel, byte[] hash, Instant now, Instant expires) {
    return session.run(ADD_TOKEN, oid, name, null, channel, hash, now, expires).mapEmpty();
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
    return user(row);
  }

  private static Actor.Office user(Row row) {
    String[] roles = row.getArrayOfStrings("roles");
    return new Actor.Office(row.getUUID("user_oid"), row.getString("email"), permissions(roles));
  }

  private static Set<Permission> permissions(String[] roles) {
    var all = EnumSet.noneOf(Permission.class);
    Arrays.stream(Role.values())
        .filter(role -> Arrays.asList(roles).contains(role.wire()))
        .forEach(role -> all.addAll(role.permissions()));
    return all;
  }

  private static UUID oid(RowSet<Row> rows) {
    return rows.iterator().next().getUUID("oid");
  }
}
