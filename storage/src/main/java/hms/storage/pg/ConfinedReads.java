package hms.storage.pg;

import hms.domain.Actor;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/**
 * Single statements of somebody who may see some rows only: each in a transaction of its own that
 * says who asks. The answer is there after one flight; the commit follows it.
 */
final class ConfinedReads implements PgSession.Statements {
  private final Pool pool;
  private final String begin;

  ConfinedReads(Pool pool, Actor.Maker actor) {
    this.pool = pool;
    this.begin = RolePools.begin(actor);
  }

  @Override
  public Future<RowSet<Row>> run(String sql, Tuple values) {
    return pool.getConnection().compose(connection -> read(connection, sql, values));
  }

  private Future<RowSet<Row>> read(SqlConnection connection, String sql, Tuple values) {
    var begun = connection.query(begin).execute();
    var read = connection.preparedQuery(sql).execute(values);
    return Future.join(begun, read).eventually(() -> ended(connection)).compose(both -> read);
  }

  /** Not waited for: the next user's statements queue up behind it on the connection. */
  private static Future<Void> ended(SqlConnection connection) {
    connection.query("rollback").execute().onComplete(done -> connection.close());
    return Future.succeededFuture();
  }
}
