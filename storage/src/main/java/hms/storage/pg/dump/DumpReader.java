package hms.storage.pg.dump;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Outcome;
import hms.domain.Refusal.Invalid;
import hms.storage.DomainJson;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a dump, line by line, exactly in the order in which it was written. What is missing, moved
 * or cut off is refused.
 */
final class DumpReader {
  private static final String ROW = "{\"row\":";
  private static final int ROWS_AT_ONCE = 200;

  /** Nobody but who seals the audit writes there. */
  private static final Set<String> SEALED = Set.of("audit_seals", "audit_roots");

  private final SqlConnection connection;
  private final BufferedReader in;
  private final List<Tuple> waiting = new ArrayList<>();
  private final List<Tuple> sequences = new ArrayList<>();
  private @Nullable String line;
  private long number;
  private long rows;

  DumpReader(SqlConnection connection, BufferedReader in) {
    this.connection = connection;
    this.in = in;
  }

  /** Ends the reading; never leaves this class. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Invalid why;

    private Refused(Invalid why) {
      super(null, null, false, false);
      this.why = why;
    }
  }

  Outcome<Long> read() throws IOException {
    try {
      var schema = Schema.of(connection);
      for (var table : schema.tables()) requireEmpty(table);
      Dump.run(connection, "set constraints all deferred");
      // Rows come as they were, not as they began; see guard_state.
      Dump.run(connection, "set local app.restoring = 'on'");
      next();
      expect(DumpWriter.HEAD);
      for (var table : schema.tables()) table(table);
      for (var sequence : schema.sequences()) sequence(sequence);
      expect("{\"end\":" + rows + "}");
      if (line != null) return Outcome.refused(wrong("nothing behind the end"));
      Dump.run(connection, "set constraints all immediate");
      setSequences();
      return Outcome.done(rows);
    } catch (Refused refused) {
      return Outcome.refused(refused.why);
    } catch (PgException broken) {
      return Outcome.refused(wrong("rows that fit together; " + broken.getErrorMessage()));
    }
  }

  private void requireEmpty(Table table) throws Refused {
    boolean any = connection.query(table.any()).execute().await().iterator().next().getBoolean(0);
    if (any) {
      throw new Refused(
          Invalid.of("", "not-empty", "the database is in use: " + table.name() + " has rows"));
    }
  }

  private void table(Table table) throws IOException, Refused {
    expect(DumpWriter.head(table));
    while (line != null && line.startsWith(ROW)) {
      waiting.add(Tuple.of(line));
      rows++;
      if (waiting.size() == ROWS_AT_ONCE) insert(table);
      next();
    }
    insert(table);
  }

  private void insert(Table table) {
    if (waiting.isEmpty()) return;
    boolean sealed = SEALED.contains(table.name());
    if (sealed) Dump.run(connection, "set local role hms_relay");
    connection.preparedQuery(table.insert()).executeBatch(List.copyOf(waiting)).await();
    if (sealed) Dump.run(connection, "reset role");
    waiting.clear();
  }

  private void sequence(String name) throws IOException, Refused {
    byte[] bytes = Objects.requireNonNullElse(line, "").getBytes(StandardCharsets.UTF_8);
    if (!(DomainJson.parse(bytes) instanceof Outcome.Done<JsonNode>(var found))
        || !found.path("sequence").asText().equals(name)
        || !found.path("last").isIntegralNumber()) {
      throw new Refused(wrong("the sequence " + name));
    }
    var values =
        Tuple.of(Table.quoted(name), found.path("last").asLong(), found.path("called").asBoolean());
    sequences.add(values);
    next();
  }

  /** Last: no rollback undoes it. */
  private void setSequences() {
    connection
        .preparedQuery("select setval($1::text::regclass, $2, $3)")
        .executeBatch(sequences)
        .await();
  }

  private void expect(String text) throws IOException, Refused {
    if (!text.equals(line)) throw new Refused(wrong(text));
    next();
  }

  private void next() throws IOException {
    line = in.readLine();
    number++;
  }

  private Invalid wrong(String expected) {
    String found = line == null ? "the end of the file" : line;
    String shown = found.length() > 200 ? found.substring(0, 200) + "..." : found;
    return Invalid.of(
        "/" + number, "dump", "line " + number + ": expected " + expected + ", found " + shown);
  }
}
