package hms.storage.pg;

import hms.domain.webhook.Webhook;
import hms.storage.pg.PgOutbox.Numbered;
import hms.storage.pg.PgWebhookAttempts.Attempt;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The sender's side of webhooks. A webhook is called by whoever holds its lease; the fence makes a
 * holder that was overtaken harmless. Times are those of the database, which is one clock for all
 * nodes. Source: docs/adr/0056.
 */
public final class PgWebhookDeliveries {
  private static final String CLAIM =
      """
      update webhooks w set holder = $1, fence = fence + 1,
          until = clock_timestamp() + $2 * interval '1 ms'
      from (select h.oid from webhooks h
            where h.until < clock_timestamp() and (h.test_id is not null
              or h.enabled and h.next_at <= clock_timestamp() and (h.again_next is not null
                or exists (select from outbox o
                  where o.recipient_oid = h.channel_oid and o.sequence > h.position)))
            order by h.next_at, h.oid limit $3 for no key update of h skip locked) n
      where w.oid = n.oid
      returning w.oid, w.version, w.created, w.modified, w.channel_oid, w.url, w.types, w.enabled,
          w.disabled_because, w.old_until, w.wrapped_secret, w.fence,
          case when w.old_until > clock_timestamp() then w.old_wrapped_secret end as old_secret
      """;

  /** Who has another address, other types or another secret by now is claimed anew, with them. */
  private static final String DUE =
      """
      select test_id, enabled and next_at <= clock_timestamp() as open, failures, position,
          again_next, again_last
      from webhooks where oid = $1 and holder = $2 and fence = $3 and version = $4
      """;

  /** The first of some numbers that is of its types, and the last of them that there is. */
  private static final String NEXT =
      """
      select l.last, o.* from
          (select max(sequence) as last from outbox
            where recipient_oid = $1 and sequence between $2 and $3) l
          left join lateral (
            select message_id, recipient_oid, sequence, type, subject, correlation_id, payload,
                created, expires, traceparent
            from outbox where recipient_oid = $1 and sequence between $2 and $3
              and (cardinality($4::text[]) = 0 or type = any ($4))
            order by sequence limit 1) o on true
      """;

  private static final String HELD =
      "where oid = $1 and holder = $2 and fence = $3 and until > clock_timestamp()";
  private static final String KEEP = ", until = clock_timestamp() + $4 * interval '1 ms' ";

  private static final String PASSED = "position = greatest(position, $5)" + KEEP + HELD;
  private static final String PASSED_AGAIN =
      """
      again_next = case when again_last > $5 then $5 + 1 end,
      again_last = case when again_last > $5 then again_last end
      """
          + KEEP
          + HELD;

  private static final String MOVE = "update webhooks set ";

  /** The attempt takes the place of one that was a thousand before it. */
  private static final String TOLD =
      """
      with held as (
          update webhooks set attempts = attempts + 1, %s returning oid, attempts),
      told as (
          insert into webhook_attempts (webhook_oid, n, message_id, sequence, at, status, body, millis)
          select oid, attempts, $6, $7, $8, $9, $10, $11 from held),
      old as (
          delete from webhook_attempts a using held h
          where a.webhook_oid = h.oid and a.n <= h.attempts - 1000)
      select attempts from held
      """;

  private static final String WELL = "failures = 0, next_at = clock_timestamp(), ";
  private static final String DELIVERED = TOLD.formatted(WELL + PASSED);
  private static final String DELIVERED_AGAIN = TOLD.formatted(WELL + PASSED_AGAIN);
  private static final String TESTED =
      TOLD.formatted("test_id = case when test_id <> $5 then test_id end" + KEEP + HELD);
  private static final String FAILED =
      TOLD.formatted(
          "failures = failures + 1, next_at = clock_timestamp() + $5 * interval '1 ms'"
              + KEEP
              + HELD);

  private static final String RELEASE =
      """
      update webhooks set until = clock_timestamp() where oid = $1 and holder = $2 and fence = $3
      """;

  /** What all webhooks of a channel that only fetches have taken is taken. */
  private static final String ACKNOWLEDGE =
      """
      update outbox set sent = clock_timestamp()
      where recipient_oid = $1 and sent is null
        and sequence <= (select min(position) from webhooks where channel_oid = $1 and enabled)
        and exists (select from stream_leases l where l.recipient_oid = $1 and l.link = 'http')
      """;

  private final PgSession session;

  PgWebhookDeliveries(PgSession session) {
    this.session = session;
  }

  /**
   * The right to call one webhook.
   *
   * @param wrappedSecrets what signs to it, closed; the latest first
   */
  public record Lease(Webhook webhook, List<byte[]> wrappedSecrets, String holder, long fence) {
    public Lease {
      wrappedSecrets = List.copyOf(wrappedSecrets);
    }
  }

  /** What comes next for a webhook. */
  public sealed interface Due {
    /** Nothing, now. */
    record Nothing() implements Due {}

    /** A test that somebody asked for. */
    record Test(UUID message) implements Due {}

    /**
     * A message of its stream.
     *
     * @param again it was told it before
     * @param failures in a row so far
     */
    record Message(Numbered message, boolean again, int failures) implements Due {}

    /**
     * Nothing for it up to this number.
     *
     * @param again of what it is to be told once more
     */
    record Skip(long last, boolean again) implements Due {}
  }

  /** Takes up to {@code max} webhooks that there is something for and that nobody holds. */
  public Future<List<Lease>> claim(String holder, Duration length, int max) {
    return session.list(row -> lease(row, holder), CLAIM, holder, length.toMillis(), max);
  }

  /** What to tell it now; nothing if the lease is lost, or the webhook is another. */
  public Future<Due> next(Lease lease) {
    return session
        .first(
            row -> row,
            DUE,
            lease.webhook().oid(),
            lease.holder(),
            lease.fence(),
            lease.webhook().version())
        .compose(found ->
            found
                .map(row -> next(lease, row))
                .orElseGet(() -> Future.succeededFuture(new Due.Nothing())));
  }

  private Future<Due> next(Lease lease, Row state) {
    UUID test = state.getUUID("test_id");
    if (test != null) return Future.succeededFuture(new Due.Test(test));
    if (!state.getBoolean("open")) return Future.succeededFuture(new Due.Nothing());
    Long again = state.getLong("again_next");
    int failures = state.getInteger("failures");
    return again == null
        ? next(lease, state.getLong("position") + 1, Long.MAX_VALUE, false, failures)
        : next(lease, again, state.getLong("again_last"), true, failures);
  }

  private Future<Due> next(Lease lease, long from, long to, boolean again, int failures) {
    var webhook = lease.webhook();
    var types = webhook.types().toArray(String[]::new);
    return session
        .first(row -> row, NEXT, webhook.channel(), from, to, types)
        .map(Optional::orElseThrow)
        .map(row -> {
          Long last = row.getLong("last");
          if (row.getUUID("message_id") != null) {
            return new Due.Message(PgOutbox.read(row), again, failures);
          }
          if (again) return new Due.Skip(to, true);
          return last == null ? new Due.Nothing() : new Due.Skip(last, false);
        });
  }

  /** Passes over what is not for it; false if the lease is lost. */
  public Future<Boolean> skip(Lease lease, Due.Skip over, Duration length) {
    return session
        .run(
            MOVE + (over.again() ? PASSED_AGAIN : PASSED),
            lease.webhook().oid(),
            lease.holder(),
            lease.fence(),
            length.toMillis(),
            over.last())
        .map(rows -> rows.rowCount() > 0);
  }

  /** It has taken the message; false if the lease is lost. */
  public Future<Boolean> delivered(
      Lease lease, Due.Message taken, Attempt attempt, Duration length) {
    return told(
        taken.again() ? DELIVERED_AGAIN : DELIVERED,
        lease,
        length,
        taken.message().sequence(),
        attempt);
  }

  /** The test was made, however it came out; false if the lease is lost. */
  public Future<Boolean> tested(Lease lease, Attempt attempt, Duration length) {
    return told(TESTED, lease, length, attempt.message(), attempt);
  }

  /**
   * It has not taken the message, and is called again after a while; false if the lease is lost.
   */
  public Future<Boolean> failed(Lease lease, Attempt attempt, Duration pause, Duration length) {
    return told(FAILED, lease, length, pause.toMillis(), attempt);
  }

  private Future<Boolean> told(
      String sql, Lease lease, Duration length, @Nullable Object about, Attempt a) {
    return session
        .run(
            sql,
            lease.webhook().oid(),
            lease.holder(),
            lease.fence(),
            length.toMillis(),
            about,
            a.message(),
            a.sequence(),
            a.at(),
            a.status(),
            a.body(),
            a.millis())
        .map(rows -> rows.size() > 0);
  }

  /** Gives it back; what its storefront has taken by webhooks alone need not wait any more. */
  public Future<Void> release(Lease lease) {
    return session
        .run(ACKNOWLEDGE, lease.webhook().channel())
        .eventually(
            () -> session.run(RELEASE, lease.webhook().oid(), lease.holder(), lease.fence()))
        .mapEmpty();
  }

  private static List<byte[]> secrets(Row row) {
    byte[] latest = PgSession.bytes(row, "wrapped_secret");
    return row.getValue("old_secret") == null
        ? List.of(latest)
        : List.of(latest, PgSession.bytes(row, "old_secret"));
  }

  private static Lease lease(Row row, String holder) {
    return new Lease(PgWebhookStore.read(row), secrets(row), holder, row.getLong("fence"));
  }
}
