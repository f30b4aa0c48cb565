package hms.storage.pg;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was refused because its sender was not proved; the only trace that it leaves. */
public final class PgSecurityLog {
  private static final String ADD =
      """
      insert into security_events (kind, source, message_id, key_id, address, detail)
      values ($1, $2, $3, $4, $5, $6)
      """;
  private static final String LIST =
      """
      select n, at, kind, source, message_id, key_id, address, detail
      from security_events order by n desc limit $1
      """;

  private final PgSession session;

  PgSecurityLog(PgSession session) {
    this.session = session;
  }

  /**
   * One event. All but kind, address and detail is what the sender claimed, unproved.
   *
   * @param kind the failed check: signature, replayed, unknown_key ...
   * @param address where it came in: a queue or a path
   */
  public record Event(
      String kind,
      @Nullable String source,
      @Nullable String messageId,
      @Nullable String keyId,
      String address,
      String detail) {}

  /** An event with its number and time. */
  public record Entry(long n, Instant at, Event event) {}

  public Future<Void> add(Event e) {
    return session
        .run(
            ADD,
            storable(e.kind()),
            e.source(),
            e.messageId(),
            e.keyId(),
            storable(e.address()),
            storable(e.detail()))
        .mapEmpty();
  }

  /** What strangers wrote may hold the one character that PostgreSQL cannot. */
  private static String storable(String text) {
    return text.replace('\0', '?');
  }

  /** The newest first. */
  public Future<List<Entry>> list(int limit) {
    return session.list(PgSecurityLog::read, LIST, limit);
  }

  private static Entry read(Row row) {
    return new Entry(
        row.getLong("n"),
        PgSession.instant(row, "at"),
        new Event(
            row.getString("kind"),
            row.getString("source"),
            row.getString("message_id"),
            row.getString("key_id"),
            row.getString("address"),
            row.getString("detail")));
  }
}
