package hms.storage.pg.dump;

import hms.domain.Outcome;
import hms.storage.pg.DatabaseConfig;
import hms.storage.pg.PgPools;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;

/** The way out of a database and into an empty one. Blocks; for a thread that may wait. */
public final class Dump {
  private Dump() {}

  /** A part of a dump on an open connection. */
  private interface Work<T> {
    T on(SqlConnection connection) throws IOException;
  }

  /**
   * Writes every row and sequence as of one moment; answers how many rows. It holds all secrets
   * that the database holds.
   */
  public static long write(Vertx vertx, DatabaseConfig database, Writer out) throws IOException {
    String begin = "begin isolation level repeatable read, read only";
    return inTransaction(
            vertx,
            database,
            begin,
            connection -> Outcome.done(new DumpWriter(connection, out).write()))
        .orThrow();
  }

  /**
   * Fills an empty database of the same version with what {@link #write} wrote; answers how many
   * rows. All or nothing. Refuses with Invalid, naming the line, what is no such dump.
   */
  public static Outcome<Long> read(Vertx vertx, DatabaseConfig database, BufferedReader in)
      throws IOException {
    return inTransaction(
        vertx, database, "begin", connection -> new DumpReader(connection, in).read());
  }

  private static <T> Outcome<T> inTransaction(
      Vertx vertx, DatabaseConfig database, String begin, Work<Outcome<T>> work)
      throws IOException {
    var pool = PgPools.openForLongWork(vertx, database);
    try {
      var connection = pool.getConnection().await();
      run(connection, begin);
      run(connection, "set local timezone = 'UTC'");
      var outcome = work.on(connection);
      run(connection, outcome instanceof Outcome.Done<T> ? "commit" : "rollback");
      return outcome;
    } finally {
      pool.close().await();
    }
  }

  static void run(SqlConnection connection, String sql) {
    connection.query(sql).execute().await();
  }
}
