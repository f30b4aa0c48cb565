package hms.gateway.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import hms.storage.DomainJson;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** Writes rows as the bytes of a file. */
public final class RowText {
  private final Format format;
  private final List<Column> columns;
  private final Set<String> members;

  /**
   * @param columns of a table; for JSON they do not matter
   * @param members of JSON rows; empty means all
   */
  public RowText(Format format, List<Column> columns, Set<String> members) {
    this.format = format;
    this.columns = List.copyOf(columns);
    this.members = Set.copyOf(members);
  }

  /** What comes before the first row. */
  public Buffer head() {
    return format == Format.CSV
        ? table(List.of(columns.stream().map(Column::name).toList()))
        : Buffer.buffer();
  }

  public Buffer rows(List<? extends JsonNode> rows) {
    if (format == Format.CSV) {
      return table(
          rows.stream().map(row -> columns.stream().map(c -> c.cell(row)).toList()).toList());
    }
    var text = Buffer.buffer();
    rows.forEach(row -> text.appendString(shown(row).toString()).appendString("\n"));
    return text;
  }

  private JsonNode shown(JsonNode row) {
    if (members.isEmpty()) return row;
    ObjectNode some = DomainJson.object();
    row.properties().stream()
        .filter(each -> members.contains(each.getKey()))
        .forEach(each -> some.set(each.getKey(), each.getValue()));
    return some;
  }

  private static Buffer table(List<List<String>> lines) {
    var text = new StringWriter();
    try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
      lines.forEach(csv::writeRecord);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(text.toString());
  }
}
