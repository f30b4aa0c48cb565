package hms.storage.pg;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.UUID;

/**
 * Nonces of signed requests that were seen, on whatever node, for as long as such a request could
 * still be in time.
 */
public final class PgNonces {
  /**
   * The primary key decides which of several comes first. Nobody waits for the disk: what the
   * request does is committed later, so once that is on the disk, the nonce before it is too.
   */
  private static final String USE =
      """
      with soon as materialized (select set_config('synchronous_commit', 'off', true))
      insert into used_nonces (key_oid, nonce, at) select $1, $2, $3 from soon
      on conflict do nothing
      """;

  private final PgSession session;

  PgNonces(PgSession session) {
    this.session = session;
  }

  /** True the first time; false for a repetition. */
  public Future<Boolean> first(UUID key, String nonce, Instant now) {
    return session.run(USE, key, nonce, now).map(rows -> rows.rowCount() > 0);
  }
}
