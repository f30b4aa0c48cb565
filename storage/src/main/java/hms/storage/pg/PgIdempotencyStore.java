package hms.storage.pg;

import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keys of repeatable requests. The unique index is the lock: insert first, never look first. */
public final class PgIdempotencyStore {
  private static final String CLAIM =
      """
      insert into idempotency_keys (principal, key, fingerprint) values ($1, $2, $3)
      on conflict do nothing
      """;
  private static final String STORED =
      "select fingerprint, outcome from idempotency_keys where principal = $1 and key = $2";
  private static final String STORE =
      "update idempotency_keys set outcome = $3 where principal = $1 and key = $2";

  private final PgSession session;

  PgIdempotencyStore(PgSession session) {
    this.session = session;
  }

  /** What an earlier request under the key was, and what came of it, as JSON. */
  public record Stored(byte[] fingerprint, @Nullable String outcome) {}

  /**
   * Takes the key; false if an earlier request has it. Waits for one that is still running, up to
   * the lock timeout, then refuses as InProgress.
   */
  public Step<Boolean> claim(String key, byte[] fingerprint) {
    return PgErrors.lockTimeoutAsRefusal(
        session
            .run(CLAIM, session.actor().name(), key, fingerprint)
            .map(rows -> rows.rowCount() == 1));
  }

  public Future<Optional<Stored>> stored(String key) {
    return session.first(PgIdempotencyStore::read, STORED, session.actor().name(), key);
  }

  public Future<Void> store(String key, String outcome) {
    return session.run(STORE, session.actor().name(), key, outcome).mapEmpty();
  }

  private static Stored read(Row row) {
    return new Stored(PgSession.bytes(row, "fingerprint"), row.getString("outcome"));
  }
}
