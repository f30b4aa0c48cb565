package hms.storage.pg;

import hms.storage.pg.PgOutbox.Numbered;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** A recipient's own side of its stream: it fetches and acknowledges instead of being sent to. */
public final class PgStream {
  private static final String LAST =
      "select next_out - 1 as last from streams where recipient_oid = $1";
  private static final String BEYOND =
      """
      select message_id, recipient_oid, sequence, type, subject, correlation_id, payload, created,
          expires
      from outbox where recipient_oid = $1 and sequence > $2 order by sequence limit $3
      """;
  private static final String ACKNOWLEDGE =
      """
      update outbox set sent = now()
      where recipient_oid = $1 and sequence <= $2 and sent is null and exists (
          select from stream_leases l where l.recipient_oid = $1 and l.link = 'http')
      """;
  private static final String LINK =
      "update stream_leases set link = $2 where recipient_oid = $1 and link <> $2";

  private final PgSession session;

  PgStream(PgSession session) {
    this.session = session;
  }

  /** The number of the last message; 0 before the first. */
  public Future<Long> last(UUID recipient) {
    return session
        .first(row -> row.getLong("last"), LAST, recipient)
        .map(found -> found.orElseThrow(() -> new IllegalStateException("no stream " + recipient)));
  }

  /** The next ones behind a number, sent or not, in order. */
  public Future<List<Numbered>> beyond(UUID recipient, long after, int max) {
    return session.list(PgOutbox::read, BEYOND, recipient, after, max);
  }

  /** The recipient has all up to this number; a stream that is relayed knows that by itself. */
  public Future<Void> acknowledge(UUID recipient, long through) {
    return session.run(ACKNOWLEDGE, recipient, through).mapEmpty();
  }

  /**
   * How messages reach the recipient from now on.
   *
   * @param link {@code amqp}: they are sent; {@code http}: they are fetched
   */
  public Future<Void> link(UUID recipient, String link) {
    return session.run(LINK, recipient, link).mapEmpty();
  }
}
