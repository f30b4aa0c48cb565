package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.artisan.ArtisanKey;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keys of artisans, the codes that enrol the first one, and their accounts at the broker. */
public final class PgKeyStore {
  private static final String FIND =
      """
      select oid, version, created, modified, artisan_oid, wrapped_secret, fingerprint, state
      from artisan_keys where oid = $1
      """;
  private static final String LOCK = FIND + " for no key update";
  private static final String ACTIVE_OF =
      """
      select oid, version, created, modified, artisan_oid, wrapped_secret, fingerprint, state
      from artisan_keys where artisan_oid = $1 and state = 'active'
      """;
  private static final String INSERT =
      """
      insert into artisan_keys (oid, version, created, modified, artisan_oid, wrapped_secret,
          fingerprint, state, challenge, challenge_expires)
      values ($1, $2, $3, $4, $5, $6, $7, $8, '', '-infinity')
      """;
  private static final String UPDATE =
      """
      update artisan_keys set version = $2, created = $3, modified = $4, artisan_oid = $5,
          wrapped_secret = $6, fingerprint = $7, state = $8
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

  /** The key that signs now; empty until the first is proved. */
  public Future<Optional<ArtisanKey>> activeOf(UUID artisan) {
    return session.first(PgKeyStore::read, ACTIVE_OF, artisan);
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

  /** Sets the password of an artisan's account at the broker, by its SHA-256. */
  public Future<Void> putBrokerAccount(UUID artisan, String user, byte[] passwordHash) {
    return session.run(PUT_BROKER_ACCOUNT, artisan, user, passwordHash).mapEmpty();
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
        ArtisanKey.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)));
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
      k.state()
    };
  }
}
