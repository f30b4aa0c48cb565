package hms.storage.pg;

import hms.domain.Outcome;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Supplier;

/**
 * A transaction on one connection, begun and ended by hand.
 *
 * <p>The driver's own has two holes. It commits whenever a Future succeeds, and a refusal is a
 * success. And it ends with the first statement that PostgreSQL refuses, so that no savepoint can
 * save it from a unique index.
 */
final class PgTransaction {
  /** PostgreSQL answers COMMIT of a spoiled transaction with a silent rollback; a SELECT fails. */
  private static final String COMMIT = "select 1; commit";

  private PgTransaction() {}

  /** What becomes of work that is done. */
  enum End {
    COMMIT,
    /** It was only tried: it is undone like work that is refused. */
    UNDO
  }

  /**
   * Commits if {@code work} is done, rolls back if it is refused or fails. The first statement of
   * {@code work} flies with {@code begin}: both are queued on the connection in this order.
   */
  static <T> Future<Outcome<T>> on(
      SqlConnection connection, String begin, End end, Supplier<Future<Outcome<T>>> work) {
    var begun = connection.query(begin).execute();
    var worked = called(work);
    return begun
        .compose(open -> worked)
        .compose(outcome ->
            switch (outcome) {
              case Outcome.Done<T> done when end == End.COMMIT ->
                  connection.query(COMMIT).execute().map(outcome);
              case Outcome.Done<T> tried -> rollBack(connection).map(outcome);
              case Outcome.Refused<T> refused -> rollBack(connection).map(outcome);
            })
        .recover(failure -> rollBack(connection).transform(ended -> Future.failedFuture(failure)));
  }

  private static <T> Future<T> called(Supplier<Future<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException fault) {
      return Future.failedFuture(fault);
    }
  }

  private static Future<Void> rollBack(SqlConnection connection) {
    return connection.query("rollback").execute().mapEmpty();
  }
}
