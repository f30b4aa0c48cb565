package hms.storage.pg.dump;

import hms.domain.Outcome;
import hms.storage.pg.DatabaseConfig;
import hms.storage.pg.PgPools;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** The way out of a database and into an empty one. Blocks; for a thread that may wait. */
public final class Dump {
  /** A table can be large; what serves people has other limits. */
  private static final List<String> PATIENCE =
      List.of(
          "set local timezone = 'UTC'",
          "set local statement_timeout = '30min'",
          "set local idle_in_transaction_session_timeout = '30min'");

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
    var pool = PgPools.open(vertx, database);
    try {
      var connection = pool.getConnection().await();
      run(connection, begin);
      for (var setting : PATIENCE) run(connection, setting);
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
