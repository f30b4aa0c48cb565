package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.access.Channel;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Storefronts. */
public final class PgChannelStore {
  private static final String COLUMNS =
      "select oid, version, created, modified, name from channels ";
  private static final String FIND = COLUMNS + "where oid = $1";
  private static final String BY_NAME = COLUMNS + "where name = $1";
  private static final String LIST = COLUMNS + "order by created, oid limit $1";

  /** With its stream, from which it fetches. */
  private static final String INSERT =
      """
      with channel as (
          insert into channels (oid, version, created, modified, name) values ($1, $2, $3, $4, $5)
          returning oid),
      stream as (insert into streams (recipient_oid, kind) select oid, 'channel' from channel)
      insert into stream_leases (recipient_oid, queue_id, link)
      select oid, oid::text, 'http' from channel
      """;

  private static final String UPDATE =
      "update channels set version = $2, created = $3, modified = $4, name = $5 where oid = $1";

  private static final PgRows<Channel> ROWS =
      new PgRows<>(
          "channel",
          FIND,
          FIND + " for no key update",
          INSERT,
          UPDATE,
          PgChannelStore::read,
          PgChannelStore::values);

  private final PgSession session;

  PgChannelStore(PgSession session) {
    this.session = session;
  }

  public Step<Channel> find(UUID oid) {
    return ROWS.find(session, oid);
  }

  public Future<Optional<Channel>> byName(String name) {
    return session.first(PgChannelStore::read, BY_NAME, name);
  }

  /** The oldest first. */
  public Future<List<Channel>> list(int limit) {
    return session.list(PgChannelStore::read, LIST, limit);
  }

  /** Errors: Duplicate for the name. */
  public Step<Channel> create(Channel channel) {
    return ROWS.create(session, channel, "create");
  }

  /** Errors: Duplicate for the name. */
  public Step<Channel> change(
      UUID oid,
      @Nullable Long expected,
      String command,
      Function<Channel, Outcome<Channel>> decision) {
    return ROWS.change(session, oid, expected, command, decision);
  }

  private static Channel read(Row row) {
    return new Channel(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getString("name"));
  }

  private static Object[] values(Channel c) {
    return new Object[] {c.oid(), c.version(), c.created(), c.modified(), c.name()};
  }
}
