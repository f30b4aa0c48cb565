package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.Role;
import hms.domain.access.OfficeUser;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** People of the office. */
public final class PgUserStore {
  private static final String COLUMNS =
      """
      select oid, version, created, modified, email, name, roles, enabled, password_hash,
          password_once, totp_secret, totp_pending
      from office_users
      """;
  private static final String FIND = COLUMNS + "where oid = $1";
  private static final String BY_EMAIL = COLUMNS + "where email = $1";
  private static final String LIST = COLUMNS + "order by created, oid limit $1";
  private static final String INSERT =
      """
      insert into office_users (oid, version, created, modified, email, name, roles, enabled,
          password_hash, password_once, totp_secret, totp_pending)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      """;
  private static final String UPDATE =
      """
      update office_users set version = $2, created = $3, modified = $4, email = $5, name = $6,
          roles = $7, enabled = $8, password_hash = $9, password_once = $10, totp_secret = $11,
          totp_pending = $12
      where oid = $1
      """;
  private static final String REHASH =
      "update office_users set password_hash = $3 where oid = $1 and password_hash = $2";
  private static final String USE_CODE =
      """
      update office_users set totp_step = $2
      where oid = $1 and (totp_step is null or totp_step < $2)
      """;

  private static final PgRows<OfficeUser> ROWS =
      new PgRows<>(
          "user",
          FIND,
          FIND + " for no key update",
          INSERT,
          UPDATE,
          PgUserStore::read,
          PgUserStore::values);

  private final PgSession session;

  PgUserStore(PgSession session) {
    this.session = session;
  }

  public Step<OfficeUser> find(UUID oid) {
    return ROWS.find(session, oid);
  }

  public Future<Optional<OfficeUser>> byEmail(String email) {
    return session.first(PgUserStore::read, BY_EMAIL, email);
  }

  /** The oldest first. */
  public Future<List<OfficeUser>> list(int limit) {
    return session.list(PgUserStore::read, LIST, limit);
  }

  /** Errors: Duplicate for the e-mail. */
  public Step<OfficeUser> create(OfficeUser user) {
    return ROWS.create(session, user, "create");
  }

  public Step<OfficeUser> change(
      UUID oid,
      @Nullable Long expected,
      String command,
      Function<OfficeUser, Outcome<OfficeUser>> decision) {
    return ROWS.change(session, oid, expected, command, decision);
  }

  /** The same password in another form: nothing about the person has changed. */
  public Future<Void> rehash(OfficeUser user, String hash) {
    return session.run(REHASH, user.oid(), user.passwordHash(), hash).mapEmpty();
  }

  /** Takes a code of the second factor; false if it, or a later one, was used before. */
  public Future<Boolean> useCode(UUID user, long step) {
    return session.run(USE_CODE, user, step).map(rows -> rows.rowCount() == 1);
  }

  static OfficeUser read(Row row) {
    return new OfficeUser(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getString("email"),
        row.getString("name"),
        roles(row.getArrayOfStrings("roles")),
        row.getBoolean("enabled"),
        row.getString("password_hash"),
        row.getBoolean("password_once"),
        row.getString("totp_secret"),
        row.getString("totp_pending"));
  }

  static List<Role> roles(String[] words) {
    return Arrays.stream(Role.values())
        .filter(role -> Arrays.asList(words).contains(role.wire()))
        .toList();
  }

  private static @Nullable Object[] values(OfficeUser u) {
    return new @Nullable Object[] {
      u.oid(),
      u.version(),
      u.created(),
      u.modified(),
      u.email(),
      u.name(),
      u.roles().stream().map(Role::wire).toArray(String[]::new),
      u.enabled(),
      u.passwordHash(),
      u.passwordOnce(),
      u.totpSecret(),
      u.totpPending()
    };
  }
}
