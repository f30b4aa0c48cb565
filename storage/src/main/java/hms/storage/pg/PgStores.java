package hms.storage.pg;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Outcome.Done;
import hms.domain.Outcome.Refused;
import hms.storage.Step;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The door to PostgreSQL: all stores of the database, or of one transaction.
 *
 * <p>{@link #transact} commits what is done and undoes what is refused (docs/adr/0004).
 */
public final class PgStores {
  private final Pool pool;
  private final PgSession session;
  private final Runnable messagesWritten;
  private final PgMessageStore messages;

  /**
   * @param messagesWritten called after each commit that wrote messages, to wake the relay
   */
  public PgStores(Pool pool, Runnable messagesWritten) {
    this(pool, pool, new Actor.House("query"), messagesWritten);
  }

  private PgStores(Pool pool, SqlClient client, Actor actor, Runnable messagesWritten) {
    this.pool = pool;
    this.session = new PgSession(client, actor);
    this.messagesWritten = messagesWritten;
    this.messages = new PgMessageStore(session);
  }

  public PgArtisanStore artisans() {
    return new PgArtisanStore(session);
  }

  public PgKeyStore keys() {
    return new PgKeyStore(session);
  }

  public PgProductStore products() {
    return new PgProductStore(session);
  }

  public PgStockLevels stockLevels() {
    return new PgStockLevels(session);
  }

  public PgRevisionStore revisions() {
    return new PgRevisionStore(session);
  }

  public PgImageStore images() {
    return new PgImageStore(session);
  }

  public PgOrderStore orders() {
    return new PgOrderStore(session);
  }

  public PgWorkOrderStore workOrders() {
    return new PgWorkOrderStore(session);
  }

  public PgMessageStore messages() {
    return messages;
  }

  public PgOutbox outbox() {
    return new PgOutbox(session);
  }

  public PgDeadlines deadlines() {
    return new PgDeadlines(session);
  }

  public PgAuditChain auditChain() {
    return new PgAuditChain(session);
  }

  public PgAccessStore access() {
    return new PgAccessStore(session);
  }

  public PgIdempotencyStore idempotency() {
    return new PgIdempotencyStore(session);
  }

  public PgSecurityLog security() {
    return new PgSecurityLog(session);
  }

  /** Does the database answer? Fails if it does not. */
  public Future<Void> ping() {
    return session.run("select 1").mapEmpty();
  }

  /**
   * All or nothing: commits if {@code work} is done, rolls back if it is refused or fails. Queued
   * messages are numbered and written last.
   *
   * @param actor who asks; named in every audit entry
   */
  public <T> Future<Outcome<T>> transact(Actor actor, Function<PgStores, Step<T>> work) {
    var written = new AtomicInteger();
    return pool.withConnection(connection ->
            PgTransaction.on(connection, () -> flushed(connection, actor, work, written)))
        .onSuccess(outcome -> {
          if (written.get() > 0 && outcome instanceof Done<T>) messagesWritten.run();
        });
  }

  private <T> Future<Outcome<T>> flushed(
      SqlClient connection, Actor actor, Function<PgStores, Step<T>> work, AtomicInteger written) {
    var tx = new PgStores(pool, connection, actor, messagesWritten);
    return work.apply(tx)
        .then(value -> tx.messages.flush().map(count -> counted(value, written, count)))
        .future();
  }

  /**
   * A part whose refusal must be stored: undoes the part to a savepoint and hands the refusal on as
   * a value, so that the transaction around it can still commit.
   */
  public <T> Step<Outcome<T>> attempt(Supplier<Step<T>> work) {
    int mark = messages.mark();
    return Step.from(
        session
            .run("savepoint attempt")
            .compose(set -> work.get().future())
            .compose(outcome ->
                switch (outcome) {
                  case Done<T> done -> session.run("release savepoint attempt").map(outcome);
                  case Refused<T> refused -> {
                    messages.forgetSince(mark);
                    yield session.run("rollback to savepoint attempt").map(outcome);
                  }
                }));
  }

  private static <T> T counted(T value, AtomicInteger written, int count) {
    written.set(count);
    return value;
  }
}
