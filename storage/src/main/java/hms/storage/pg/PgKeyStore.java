package hms.storage.pg;

import hms.domain.Outcome;
import hms.domain.artisan.ArtisanKey;
import hms.storage.Step;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keys of artisans or of channels, the codes that enrol an artisan's first one, and accounts at the
 * broker.
 */
public final class PgKeyStore {
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

  private static final String WITHOUT_KEY =
      """
      select maker.oid from unnest($1::uuid[]) as maker (oid)
      where not exists (
          select from artisan_keys k where k.artisan_oid = maker.oid and k.state = 'active')
      order by maker.oid
      """;

  private final PgSession session;
  private final PgKeyTable table;

  PgKeyStore(PgSession session, PgKeyTable table) {
    this.session = session;
    this.table = table;
  }

  /** The artisan whose key this is; empty if these are keys of channels. */
  public Optional<UUID> artisan(ArtisanKey key) {
    return table == PgKeyTable.ARTISANS ? Optional.of(key.owner()) : Optional.empty();
  }

  public Step<ArtisanKey> find(UUID oid) {
    return table.rows().find(session, oid);
  }

  /** What signs to the owner: the active key, or the last one of an artisan that has left. */
  public Future<Optional<ArtisanKey>> signing(UUID owner) {
    return session.first(PgKeyTable::read, table.signing(), owner);
  }

  /** The key in force; empty until the first is proved. */
  public Future<Optional<ArtisanKey>> activeOf(UUID owner) {
    return session.first(PgKeyTable::read, table.activeOf(), owner);
  }

  /** Those of these artisans who cannot hear of anything, because no key of theirs is in force. */
  public Future<List<UUID>> withoutKey(Collection<UUID> artisans) {
    Object all = artisans.toArray(UUID[]::new);
    return session.list(row -> row.getUUID("oid"), WITHOUT_KEY, all);
  }

  /** An owner's keys, the oldest first; of all states if none is named. */
  public Future<List<ArtisanKey>> list(UUID owner, ArtisanKey.@Nullable State state, int limit) {
    return session.list(PgKeyTable::read, table.list(), owner, state, limit);
  }

  /** The key that signs now, locked. */
  public Future<Optional<ArtisanKey>> lockActiveOf(UUID owner) {
    return session.first(PgKeyTable::read, table.lockActiveOf(), owner);
  }

  /** All that are pending, active or retiring, locked. */
  public Future<List<ArtisanKey>> lockInUseOf(UUID owner) {
    return session.list(PgKeyTable::read, table.lockInUseOf(), owner);
  }

  /** Gives a pending key another challenge. */
  public Future<Void> challenge(UUID key, String challenge, Instant expires) {
    return session.run(table.setChallenge(), key, challenge, expires).mapEmpty();
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
    return table
        .rows()
        .create(session, key, "issue")
        .then(issued -> Step.from(session.run(table.setChallenge(), key.oid(), challenge, expires)))
        .map(rows -> key);
  }

  /** The challenge of a pending key, while it is fresh. */
  public Future<Optional<String>> challenge(UUID key, Instant now) {
    return session.first(row -> row.getString("challenge"), table.challenge(), key, now);
  }

  public Step<ArtisanKey> change(
      UUID oid, String command, Function<ArtisanKey, Outcome<ArtisanKey>> decision) {
    return table.rows().change(session, oid, null, command, decision);
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
}
