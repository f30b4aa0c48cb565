package hms.storage.pg.dump;

import hms.storage.DomainJson;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.io.Writer;

/** Writes a dump: tables in the order they can be filled, then sequences, then an end. */
final class DumpWriter {
  static final String HEAD = "{\"hms\":\"dump\",\"version\":1}";
  private static final int ROWS_AT_ONCE = 100;

  private final SqlConnection connection;
  private final Writer out;
  private long rows;

  DumpWriter(SqlConnection connection, Writer out) {
    this.connection = connection;
    this.out = out;
  }

  long write() throws IOException {
    var schema = Schema.of(connection);
    line(HEAD);
    for (var table : schema.tables()) table(table);
    for (var sequence : schema.sequences()) line(sequence(connection, sequence));
    line("{\"end\":" + rows + "}");
    out.flush();
    return rows;
  }

  /** The line that a table begins with; another program's table begins with another one. */
  static String head(Table table) {
    var line = DomainJson.object().put("table", table.name());
    table.columns().forEach(line.putArray("columns")::add);
    return line.toString();
  }

  private void table(Table table) throws IOException {
    line(head(table));
    var statement = connection.prepare(table.select()).await();
    var cursor = statement.cursor();
    do {
      for (Row row : cursor.read(ROWS_AT_ONCE).await()) {
        line("{\"row\":" + row.getString("line") + "}");
        rows++;
      }
    } while (cursor.hasMore());
    cursor.close().await();
    statement.close().await();
  }

  static String sequence(SqlConnection connection, String name) {
    var row =
        connection
            .query("select last_value, is_called from " + Table.quoted(name))
            .execute()
            .await()
            .iterator()
            .next();
    return DomainJson.object()
        .put("sequence", name)
        .put("last", row.getLong("last_value"))
        .put("called", row.getBoolean("is_called"))
        .toString();
  }

  private void line(String text) throws IOException {
    out.write(text);
    out.write('\n');
  }
}
