package hms.storage.pg;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The calls of webhooks that were made, as their owners see them. */
public final class PgWebhookAttempts {
  private static final String ATTEMPTS =
      """
      select n, message_id, sequence, at, status, body, millis from webhook_attempts
      where webhook_oid = $1 order by n desc limit $2
      """;

  private final PgSession session;

  PgWebhookAttempts(PgSession session) {
    this.session = session;
  }

  /**
   * A call that was made.
   *
   * @param n counts the attempts of a webhook from 1
   * @param sequence the number of the message; null if it was a test
   * @param status of the answer; null if there was none
   * @param body how the answer began, or why there was none
   */
  public record Attempt(
      long n,
      UUID message,
      @Nullable Long sequence,
      Instant at,
      @Nullable Integer status,
      String body,
      int millis) {}

  /** The latest first. */
  public Future<List<Attempt>> of(UUID oid, int limit) {
    return session.list(PgWebhookAttempts::attempt, ATTEMPTS, oid, limit);
  }

  private static Attempt attempt(Row row) {
    return new Attempt(
        row.getLong("n"),
        row.getUUID("message_id"),
        row.getLong("sequence"),
        PgSession.instant(row, "at"),
        row.getInteger("status"),
        row.getString("body"),
        row.getInteger("millis"));
  }
}
