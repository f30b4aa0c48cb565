package hms.storage.pg;

import hms.domain.artisan.ArtisanKey;
import io.vertx.sqlclient.Row;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The statements about keys, which are the same for artisans and for channels but for two names.
 *
 * @param rows the objects themselves
 * @param signing the active key, else the one that signed last
 */
record PgKeyTable(
    PgRows<ArtisanKey> rows,
    String activeOf,
    String lockActiveOf,
    String lockInUseOf,
    String signing,
    String list,
    String setChallenge,
    String challenge) {
  static final PgKeyTable ARTISANS = of("key", "artisan_keys", "artisan_oid");
  static final PgKeyTable CHANNELS = of("channel-key", "channel_keys", "channel_oid");

  private static PgKeyTable of(String kind, String table, String owner) {
    String columns =
        """
        select oid, version, created, modified, %2$s as owner_oid, wrapped_secret, fingerprint,
            state, activated, retire_at, revoked, reason
        from %1$s
        """
            .formatted(table, owner);
    String activeOf = columns + "where %s = $1 and state = 'active'".formatted(owner);
    return new PgKeyTable(
        rows(kind, table, owner, columns + "where oid = $1"),
        activeOf,
        activeOf + " for no key update",
        columns
            + """
            where %s = $1 and state in ('pending', 'active', 'retiring') order by oid
            for no key update
            """
                .formatted(owner),
        columns
            + """
            where %s = $1 and state in ('active', 'retiring')
            order by (state = 'active') desc, activated desc, oid limit 1
            """
                .formatted(owner),
        columns
            + """
            where %s = $1 and ($2::text is null or state = $2) order by created, oid limit $3
            """
                .formatted(owner),
        "update %s set challenge = $2, challenge_expires = $3 where oid = $1".formatted(table),
        """
        select challenge from %s where oid = $1 and state = 'pending' and challenge_expires > $2
        """
            .formatted(table));
  }

  private static PgRows<ArtisanKey> rows(String kind, String table, String owner, String find) {
    String insert =
        """
        insert into %s (oid, version, created, modified, %s, wrapped_secret, fingerprint, state,
            activated, retire_at, revoked, reason, challenge, challenge_expires)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '', '-infinity')
        """
            .formatted(table, owner);
    String update =
        """
        update %s set version = $2, created = $3, modified = $4, %s = $5, wrapped_secret = $6,
            fingerprint = $7, state = $8, activated = $9, retire_at = $10, revoked = $11, reason = $12
        where oid = $1
        """
            .formatted(table, owner);
    return new PgRows<>(
        kind,
        find,
        find + " for no key update",
        insert,
        update,
        PgKeyTable::read,
        PgKeyTable::values);
  }

  static ArtisanKey read(Row row) {
    return new ArtisanKey(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getUUID("owner_oid"),
        PgSession.bytes(row, "wrapped_secret"),
        row.getString("fingerprint"),
        ArtisanKey.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        PgSession.optionalInstant(row, "activated"),
        PgSession.optionalInstant(row, "retire_at"),
        PgSession.optionalInstant(row, "revoked"),
        row.getString("reason"));
  }

  private static @Nullable Object[] values(ArtisanKey k) {
    return new @Nullable Object[] {
      k.oid(),
      k.version(),
      k.created(),
      k.modified(),
      k.owner(),
      k.wrappedSecret(),
      k.fingerprint(),
      k.state(),
      k.activated(),
      k.retireAt(),
      k.revoked(),
      k.reason()
    };
  }
}
