package hms.storage.pg;

import hms.domain.artisan.KeyEvent;
import hms.storage.Step;
import hms.storage.StoredFields;
import hms.storage.query.Found;
import hms.storage.query.Query;
import io.vertx.sqlclient.Row;

/** What became of the keys of artisans, out of the audit; an artisan sees its own. */
public final class PgKeyLog {
  private static final String EVENTS =
      """
      select n, at, actor, object, artisan_oid, object_version, command,
          change::jsonb #>> '{state,to}' as state, change::jsonb #>> '{reason,to}' as reason
      from audit_entries
      """;
  private static final PgColumns SQL =
      PgColumns.builder()
          .at("n", "n")
          .at("at", "at")
          .at("artisan", "artisan_oid")
          .at("key", "object")
          .at("command", "command")
          .build();
  static final PgPages<KeyEvent> PAGES =
      new PgPages<>(StoredFields.KEY_EVENT, EVENTS, "kind = 'key'", SQL);

  private final PgSession session;

  PgKeyLog(PgSession session) {
    this.session = session;
  }

  /** By the fields of {@code StoredFields.KEY_EVENT}. */
  public Step<Found<KeyEvent>> get(Query query) {
    return PAGES.get(session, query, PgKeyLog::read);
  }

  static KeyEvent read(Row row) {
    return new KeyEvent(
        row.getLong("n"),
        PgSession.instant(row, "at"),
        row.getString("actor"),
        row.getUUID("object"),
        row.getUUID("artisan_oid"),
        row.getLong("object_version"),
        row.getString("command"),
        row.getString("state"),
        row.getString("reason"));
  }
}
