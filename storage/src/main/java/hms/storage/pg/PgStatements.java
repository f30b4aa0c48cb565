package hms.storage.pg;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Statements by a connection, or by a pool: then each is a transaction of its own. */
record PgStatements(SqlClient client) {

  Future<RowSet<Row>> run(String sql, Tuple values) {
    return client.preparedQuery(sql).execute(values);
  }

  /** Was there a row to change? */
  Future<Boolean> changed(String sql, Tuple values) {
    return run(sql, values).map(done -> done.rowCount() == 1);
  }

  <T> Future<List<T>> rows(String sql, Tuple values, Function<Row, T> read) {
    return run(sql, values)
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(read)
                .collect(Collectors.toUnmodifiableList()));
  }
}
