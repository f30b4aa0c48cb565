package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.artisan.ArtisanKey;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keys of artisans, the codes that enrol the first one, and their accounts at the broker. */
public final class PgKeyStore {
  private static final String COLUMNS =
      """
      select oid, version, created, modified, artisan_oid, wrapped_secret, fingerprint, state,
          activated, retire_at, revoked, reason
      from artisan_keys
      """;
  private static final String FIND = COLUMNS + "where oid = $1";
  private static final String LOCK = FIND + " for no key update";
  private static final String ACTIVE_OF = COLUMNS + "where artisan_oid = $1 and state = 'active'";
  private static final String SIGNING =
      COLUMNS
          + """
          where artisan_oid = $1 and state in ('active', 'retiring')
          order by (state = 'active') desc, activated desc, oid limit 1
          """;
  private static final String LIST =
      COLUMNS
          + """
          where artisan_oid = $1 and ($2::text is null or state = $2) order by created, oid
          limit $3
          """;
  private static final String LOCK_ACTIVE_OF = ACTIVE_OF + " for no key update";
  private static final String LOCK_IN_USE_OF =
      COLUMNS
          + """
          where artisan_oid = $1 and state in ('pending', 'active', 'retiring') order by oid
          for no key update
          """;
  private static final String INSERT =
      """
      insert into artisan_keys (oid, version, created, modified, artisan_oid, wrapped_secret,
          fingerprint, state, activated, retire_at, revoked, reason, challenge, challenge_expires)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '', '-infinity')
      """;
  private static final String UPDATE =
      """
      update artisan_keys set version = $2, created = $3, modified = $4, artisan_oid = $5,
          wrapped_secret = $6, fingerprint = $7, state = $8, activated = $9, retire_at = $10,
          revoked = $11, reason = $12
      where oid = $1
      """;
  private static final String SET_CHALLENGE =
      "update artisan_keys set challenge = $2, challenge_expires = $3 where oid = $1";
  private static final String CHALLENGE =
      """
      select challenge from artisan_keys
      where oid = $1 and state = 'pending' and challenge_expires > $2
      """;
  private static final String EXPIRE_CODES =
      "update enrolments set used = $2 where artisan_oid = $1 and used is null";
  private static final String ADD_CODE =
      """
      insert into enrolments (code_hash, artisan_oid, created, expires) values ($1, $2, $3, $4)
      """;
  private static final String USE_CODE =
      """
      update enrolments set used = $2 where code_hash = $1 and used is null and expires > $2
      returning artisan_oid
      """;
  private static final String PUT_BROKER_ACCOUNT =
      """
      insert into broker_accounts (recipient_oid, name, hash) values ($1, $2, $3)
      on conflict (recipient_oid) do update set hash = excluded.hash
      """;
  private static final String DROP_BROKER_ACCOUNT =
      "delete from broker_accounts where recipient_oid = $1";
  private static final String DROP_CODES = "delete from enrolments where artisan_oid = $1";
  private static final String BROKER_HASH = "select hash from broker_accounts where name = $1";

  private static final PgRows<ArtisanKey> ROWS =
      new PgRows<>("key", FIND, LOCK, INSERT, UPDATE, PgKeyStore::read, PgKeyStore::values);

  private final PgSession session;

  PgKeyStore(PgSession session) {
    this.session = session;
  }

  public Step<ArtisanKey> find(UUID oid) {
    return ROWS.find(session, oid);
  }

  /** What signs to the artisan: the active key, or the last one of an artisan that has left. */
  public Future<Optional<ArtisanKey>> signing(UUID artisan) {
    return session.first(PgKeyStore::read, SIGNING, artisan);
  }

  /** The key in force; empty until the first is proved. */
  public Future<Optional<ArtisanKey>> activeOf(UUID artisan) {
    return session.first(PgKeyStore::read, ACTIVE_OF, artisan);
  }

  /** An artisan's keys, the oldest first; of all states if none is named. */
  public Future<List<ArtisanKey>> list(UUID artisan, ArtisanKey.@Nullable State state, int limit) {
    return session.list(PgKeyStore::read, LIST, artisan, state, limit);
  }

  /** The key that signs now, locked. */
  public Future<Optional<ArtisanKey>> lockActiveOf(UUID artisan) {
    return session.first(PgKeyStore::read, LOCK_ACTIVE_OF, artisan);
  }

  /** All that are pending, active or retiring, locked. */
  public Future<List<ArtisanKey>> lockInUseOf(UUID artisan) {
    return session.list(PgKeyStore::read, LOCK_IN_USE_OF, artisan);
  }

  /** Gives a pending key another challenge. */
  public Future<Void> challenge(UUID key, String challenge, Instant expires) {
    return session.run(SET_CHALLENGE, key, challenge, expires).mapEmpty();
  }

  /** Takes the account at the broker and all unused codes away. */
  public Future<Void> dropAccess(UUID artisan) {
    return session
        .run(DROP_BROKER_ACCOUNT, artisan)
        .compose(rows -> session.run(DROP_CODES, artisan))
        .mapEmpty();
  }

  /** Stores a pending key and the challenge that its owner must sign. */
  public Step<ArtisanKey> issue(ArtisanKey key, String challenge, Instant expires) {
    return ROWS.create(session, key, "issue")
        .then(issued -> Step.from(session.run(SET_CHALLENGE, key.oid(), challenge, expires)))
        .map(rows -> key);
  }

  /** The challenge of a pending key, while it is fresh. */
  public Future<Optional<String>> challenge(UUID key, Instant now) {
    return session.first(row -> row.getString("challenge"), CHALLENGE, key, now);
  }

  public Step<ArtisanKey> change(
      UUID oid, String command, Function<ArtisanKey, Outcome<ArtisanKey>> decision) {
    return ROWS.change(session, oid, null, command, decision);
  }

  /** Makes a new one-time code valid; an older unused one dies. */
  public Future<Void> addEnrolment(UUID artisan, byte[] codeHash, Instant now, Instant expires) {
    return session
        .run(EXPIRE_CODES, artisan, now)
        .compose(rows -> session.run(ADD_CODE, codeHash, artisan, now, expires))
        .mapEmpty();
  }

  /** Uses up a code; empty if it is unknown, used or too old. */
  public Future<Optional<UUID>> useEnrolment(byte[] codeHash, Instant now) {
    return session.first(row -> row.getUUID("artisan_oid"), USE_CODE, codeHash, now);
  }

  /** Sets the password of a recipient's account at the broker, by its SHA-256. */
  public Future<Void> putBrokerAccount(UUID recipient, String user, byte[] passwordHash) {
    return session.run(PUT_BROKER_ACCOUNT, recipient, user, passwordHash).mapEmpty();
  }

  /** Ends the account of a recipient at the broker. */
  public Future<Void> dropBrokerAccount(UUID recipient) {
    return session.run(DROP_BROKER_ACCOUNT, recipient).mapEmpty();
  }

  public Future<Optional<byte[]>> brokerHash(String user) {
    return session.first(row -> PgSession.bytes(row, "hash"), BROKER_HASH, user);
  }

  private static ArtisanKey read(Row row) {
    return new ArtisanKey(
        row.getUUID("oid"),
        row.getLong("version"),
        PgSession.instant(row, "created"),
        PgSession.instant(row, "modified"),
        row.getUUID("artisan_oid"),
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
      k.artisan(),
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
