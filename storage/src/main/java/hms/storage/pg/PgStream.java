package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.storage.Step;
import hms.storage.pg.PgOutbox.Numbered;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A recipient's own side of its stream: it fetches and acknowledges instead of being sent to. */
public final class PgStream {
  private static final String LAST =
      "select next_out - 1 as last from streams where recipient_oid = $1";
  private static final String LENGTHS =
      """
      select recipient_oid, next_out - 1 as last from streams where recipient_oid = any ($1)
      order by recipient_oid
      """;
  private static final String BEYOND =
      """
      select message_id, recipient_oid, sequence, type, subject, correlation_id, payload, created,
          expires, traceparent
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

  private static final String STANDING =
      """
      select a.link, s.next_out - 1 as last_out, s.last_in, w.waiting, w.oldest, h.held, h.from_number
      from streams s join artisans a on a.oid = s.recipient_oid
        cross join lateral (select count(*) as waiting, min(o.created) as oldest from outbox o
          where o.recipient_oid = s.recipient_oid and o.sent is null) w
        cross join lateral (select count(*) as held, min(p.sequence) as from_number
          from parked_messages p where p.sender_oid = s.recipient_oid) h
      where s.recipient_oid = $1
      """;

  private final PgSession session;

  PgStream(PgSession session) {
    this.session = session;
  }

  /**
   * How the two streams of an artisan stand.
   *
   * @param link the way that messages to it go: {@code amqp}, {@code http} or {@code file}
   * @param lastOut the number of the last message to it; 0 before the first
   * @param waiting how many of them wait to be sent
   * @param oldestWaiting since when the first of them waits; null if none does
   * @param lastIn the number up to which its own messages are done
   * @param held how many of its messages wait for one before them
   * @param heldFrom the number of the first of them; null if there is none
   */
  public record Standing(
      String link,
      long lastOut,
      long waiting,
      @Nullable Instant oldestWaiting,
      long lastIn,
      long held,
      @Nullable Long heldFrom) {}

  /** Addresses that are told what is in streams, as their owners see them. */
  public PgWebhookStore webhooks() {
    return new PgWebhookStore(session);
  }

  /** How they were called. */
  public PgWebhookAttempts webhookAttempts() {
    return new PgWebhookAttempts(session);
  }

  /** The same, as who sends sees them. */
  public PgWebhookDeliveries deliveries() {
    return new PgWebhookDeliveries(session);
  }

  /** Errors: NotFound for an artisan that has no stream yet, or no more. */
  public Step<Standing> standing(UUID artisan) {
    return new Step<>(
        session
            .first(PgStream::standing, STANDING, artisan)
            .map(found ->
                found
                    .map(Outcome::done)
                    .orElseGet(() -> Outcome.refused(new Refusal.NotFound("stream")))));
  }

  private static Standing standing(Row row) {
    return new Standing(
        row.getString("link"),
        row.getLong("last_out"),
        row.getLong("waiting"),
        PgSession.optionalInstant(row, "oldest"),
        row.getLong("last_in"),
        row.getLong("held"),
        row.getLong("from_number"));
  }

  /** The number of the last message; 0 before the first. */
  public Future<Long> last(UUID recipient) {
    return session
        .first(row -> row.getLong("last"), LAST, recipient)
        .map(found -> found.orElseThrow(() -> new IllegalStateException("no stream " + recipient)));
  }

  /**
   * @param last the number of the last message; 0 before the first
   */
  public record Length(UUID recipient, long last) {}

  /** How long these streams are. */
  public Future<List<Length>> lengths(Collection<UUID> recipients) {
    return session.list(
        row -> new Length(row.getUUID("recipient_oid"), row.getLong("last")),
        LENGTHS,
        (Object) recipients.toArray(UUID[]::new));
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
