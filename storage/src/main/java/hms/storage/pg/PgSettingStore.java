package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.desk.TradeSettings;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is set while the office runs: one row, which is made with the first change. */
public final class PgSettingStore {
  private static final String FIND =
      """
      select version, created, modified, answer_by_seconds, may_price from trade_settings
      where oid = $1
      """;
  private static final String LOCK = FIND + " for no key update";
  private static final String INSERT =
      """
      insert into trade_settings (oid, version, created, modified, answer_by_seconds, may_price)
      values ($1, $2, $3, $4, $5, $6) on conflict (oid) do nothing
      """;
  private static final String UPDATE =
      """
      update trade_settings set version = $2, created = $3, modified = $4, answer_by_seconds = $5,
          may_price = $6
      where oid = $1
      """;

  private static final PgRows<TradeSettings> ROWS =
      new PgRows<>(
          "settings", FIND, LOCK, INSERT, UPDATE, PgSettingStore::read, PgSettingStore::values);

  private final PgSession session;

  PgSettingStore(PgSession session) {
    this.session = session;
  }

  public Future<TradeSettings> find() {
    return session
        .first(PgSettingStore::read, FIND, TradeSettings.NONE.oid())
        .map(found -> found.orElse(TradeSettings.NONE));
  }

  /** Errors: Stale. */
  public Step<TradeSettings> change(
      long expected, Function<TradeSettings, Outcome<TradeSettings>> decision) {
    return Step.from(session.run(INSERT, values(TradeSettings.NONE)))
        .then(there -> ROWS.change(session, TradeSettings.NONE.oid(), expected, "edit", decision));
  }

  private static TradeSettings read(Row row) {
    return new TradeSettings(
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getLong("answer_by_seconds"),
        row.getBoolean("may_price"));
  }

  private static @Nullable Object[] values(TradeSettings s) {
    return new @Nullable Object[] {
      s.oid(), s.version(), s.created(), s.modified(), s.answerBySeconds(), s.mayPrice()
    };
  }
}
