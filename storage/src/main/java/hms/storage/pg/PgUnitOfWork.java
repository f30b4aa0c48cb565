package hms.storage.pg;

import hms.domain.Actor;
import hms.domain.Outcome;
import hms.domain.Outcome.Done;
import hms.domain.audit.Cause;
import hms.storage.Step;
import hms.storage.pg.PgTransaction.End;
import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Runs work in a transaction of its own: what it queued is numbered and written last, and a
 * deadlock is tried again.
 */
final class PgUnitOfWork {
  private static final int DEADLOCKS_MAX = 3;

  private final RolePools pools;
  private final PgSession session;
  private final Function<PgSession, PgStores> stores;
  private final Runnable messagesWritten;

  /**
   * @param stores makes the stores of one transaction
   * @param messagesWritten called after each commit that wrote messages or notices
   */
  PgUnitOfWork(
      RolePools pools,
      PgSession session,
      Function<PgSession, PgStores> stores,
      Runnable messagesWritten) {
    this.pools = pools;
    this.session = session;
    this.stores = stores;
    this.messagesWritten = messagesWritten;
  }

  <T> Future<Outcome<T>> run(Actor actor, Cause cause, End end, Function<PgStores, Step<T>> work) {
    return run(actor, cause, end, work, DEADLOCKS_MAX);
  }

  /** Reads in one transaction that sees what stands when it begins, and writes nothing. */
  <T> Future<Outcome<T>> read(Actor actor, Function<PgStores, Step<T>> reading) {
    return pools
        .reading(actor)
        .withConnection(connection ->
            PgTransaction.on(
                connection,
                RolePools.beginSnapshot(actor),
                End.UNDO,
                () ->
                    reading
                        .apply(stores.apply(session.on(connection, actor, Cause.UNKNOWN)))
                        .future()));
  }

  private <T> Future<Outcome<T>> run(
      Actor actor, Cause cause, End end, Function<PgStores, Step<T>> work, int deadlocksLeft) {
    return once(actor, cause, end, work)
        .recover(failure ->
            deadlocksLeft > 0 && PgErrors.deadlock(failure)
                ? run(actor, cause, end, work, deadlocksLeft - 1)
                : Future.failedFuture(failure));
  }

  private <T> Future<Outcome<T>> once(
      Actor actor, Cause cause, End end, Function<PgStores, Step<T>> work) {
    var written = new AtomicInteger();
    return pools
        .writing(actor)
        .withConnection(connection ->
            PgTransaction.on(
                connection,
                RolePools.begin(actor),
                end,
                () -> flushed(session.on(connection, actor, cause), work, written)))
        .onSuccess(outcome -> {
          boolean kept = end == End.COMMIT && outcome instanceof Done<T>;
          if (kept && written.get() > 0) messagesWritten.run();
        });
  }

  private <T> Future<Outcome<T>> flushed(
      PgSession unit, Function<PgStores, Step<T>> work, AtomicInteger written) {
    var tx = stores.apply(unit);
    return work.apply(tx)
        .then(value ->
            // Numbers come last: they are given under the locks of streams.
            tx.notices()
                .flush()
                .then(told ->
                    tx.messages().flush().map(sent -> counted(value, written, told + sent))))
        .future();
  }

  private static <T> T counted(T value, AtomicInteger written, int count) {
    written.set(count);
    return value;
  }
}
