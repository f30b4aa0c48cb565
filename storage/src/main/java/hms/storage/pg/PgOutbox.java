package hms.storage.pg;

import hms.domain.audit.TraceParent;
import hms.domain.message.Party;
import hms.domain.message.Queues;
import hms.storage.OutgoingMessage;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The relay's side of the outbox. A stream is sent by whoever holds its lease; the fence makes a
 * holder that was overtaken harmless. Source: the transactional outbox, docs/messages.md.
 */
public final class PgOutbox {
  private static final String CLAIM =
      """
      update stream_leases l set holder = $1, fence = fence + 1, until = now() + interval '10 s'
      from (select s.recipient_oid, r.kind
            from stream_leases s join streams r on r.recipient_oid = s.recipient_oid
            where s.until < now() and s.link = 'amqp' and exists (
                select from outbox o where o.recipient_oid = s.recipient_oid and o.sent is null)
              and (r.kind = 'channel' or exists (
                select from artisan_keys k
                where k.artisan_oid = s.recipient_oid and k.state in ('active', 'retiring')))
            order by s.until limit 8 for update of s skip locked) w
      where l.recipient_oid = w.recipient_oid
      returning l.recipient_oid, l.queue_id, l.fence, w.kind
      """;
  private static final String UNSENT =
      """
      select message_id, recipient_oid, sequence, type, subject, correlation_id, payload, created,
          expires, traceparent
      from outbox where recipient_oid = $1 and sent is null order by sequence limit 64
      """;
  private static final String MARK_SENT =
      """
      update outbox set sent = now()
      where recipient_oid = $1 and sequence between $2 and $3 and exists (
          select from stream_leases
          where recipient_oid = $1 and holder = $4 and fence = $5 and until > now())
      """;
  private static final String RELEASE =
      """
      update stream_leases set until = now() + make_interval(secs => $4)
      where recipient_oid = $1 and holder = $2 and fence = $3
      """;

  private final PgSession session;

  PgOutbox(PgSession session) {
    this.session = session;
  }

  /**
   * The right to send one stream, for 10 s.
   *
   * @param recipient an artisan or a channel
   * @param address where its messages go
   */
  public record Lease(Party recipient, String address, String holder, long fence) {
    /** Of the artisan or channel. */
    public UUID oid() {
      return switch (recipient) {
        case Party.Artisan(var oid) -> oid;
        case Party.Channel(var oid) -> oid;
        case Party.Office office -> throw new IllegalStateException("nobody sends to the office");
      };
    }
  }

  /**
   * A queued message with its number.
   *
   * @param trace of what queued it
   */
  public record Numbered(long sequence, OutgoingMessage message, Optional<TraceParent> trace) {}

  /** Takes up to 8 streams that have something to send and that nobody holds. */
  public Future<List<Lease>> claim(String holder) {
    return session.list(row -> lease(row, holder), CLAIM, holder);
  }

  /** The next 64 in order. */
  public Future<List<Numbered>> unsent(UUID recipient) {
    return session.list(PgOutbox::read, UNSENT, recipient);
  }

  /** Marks a run as sent; false if the lease is lost: stop, another one sends now. */
  public Future<Boolean> markSent(Lease lease, long from, long to) {
    return session
        .run(MARK_SENT, lease.oid(), from, to, lease.holder(), lease.fence())
        .map(rows -> rows.rowCount() > 0);
  }

  /** Gives the stream back, to be claimed again after so many seconds. */
  public Future<Void> release(Lease lease, double afterSeconds) {
    return session
        .run(RELEASE, lease.oid(), lease.holder(), lease.fence(), afterSeconds)
        .mapEmpty();
  }

  private static Lease lease(Row row, String holder) {
    UUID oid = row.getUUID("recipient_oid");
    long fence = row.getLong("fence");
    return row.getString("kind").equals("channel")
        ? new Lease(new Party.Channel(oid), Queues.channel(oid), holder, fence)
        : new Lease(
            new Party.Artisan(oid), Queues.artisan(row.getString("queue_id")), holder, fence);
  }

  static Numbered read(Row row) {
    return new Numbered(
        row.getLong("sequence"),
        new OutgoingMessage(
            row.getUUID("message_id"),
            row.getUUID("recipient_oid"),
            row.getString("type"),
            row.getString("subject"),
            row.getUUID("correlation_id"),
            PgSession.bytes(row, "payload"),
            PgSession.instant(row, "created"),
            PgSession.instant(row, "expires")),
        TraceParent.parse(row.getString("traceparent")));
  }
}
