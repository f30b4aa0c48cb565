package hms.gateway.file;

import static de.siegmar.fastcsv.reader.FieldMismatchStrategy.IGNORE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import hms.domain.Outcome;
import hms.domain.Refusal.Invalid;
import hms.storage.DomainJson;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file as it comes, whatever its parts: hands on the rows that are whole, and keeps the
 * beginning of the next one. A row that cannot be read is one by itself; a file that cannot be read
 * as a whole is refused. For one file and one thread.
 */
public final class RowReader {
  private static final int ROW_MAX = 1 << 20;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final Format format;
  private final Map<String, Column> columns = new HashMap<>();
  private Buffer begun = Buffer.buffer();
  private @Nullable List<Column> head;
  private boolean started;
  private int rows;

  /**
   * @param columns that a table may have
   */
  public RowReader(Format format, List<Column> columns) {
    this.format = format;
    columns.forEach(each -> this.columns.put(each.name(), each));
  }

  /**
   * A row of the file.
   *
   * @param n from 1; neither the line of names nor empty lines count
   * @param content refused as Invalid if it cannot be read
   */
  public record FileRow(int n, Outcome<ObjectNode> content) {}

  /** The rows that are whole with this part. Refused as Invalid if no row can be made out. */
  public Outcome<List<FileRow>> read(Buffer part) {
    begun.appendBuffer(part);
    if (!started && begun.length() < BYTE_ORDER_MARK.length) return Outcome.done(List.of());
    skipMark();
    int end = endOfWhole();
    if (begun.length() - end > ROW_MAX) return tooLong();
    var whole = begun.getBytes(0, end);
    begun = begun.getBuffer(end, begun.length());
    return rows(whole);
  }

  /** The last row, if no line end was behind it. */
  public Outcome<List<FileRow>> end() {
    skipMark();
    var rest = begun.getBytes();
    begun = Buffer.buffer();
    return rows(rest);
  }

  /** Some programs put a mark before UTF-8; it is no part of the text. */
  private void skipMark() {
    if (started) return;
    started = true;
    boolean marked =
        begun.length() >= BYTE_ORDER_MARK.length
            && Arrays.equals(begun.getBytes(0, BYTE_ORDER_MARK.length), BYTE_ORDER_MARK);
    if (marked) begun = begun.getBuffer(BYTE_ORDER_MARK.length, begun.length());
  }

  /** Behind the last line end that ends a row: in a table, one with as many quotes as not. */
  private int endOfWhole() {
    boolean quoted = false;
    int end = 0;
    for (int i = 0; i < begun.length(); i++) {
      byte each = begun.getByte(i);
      if (each == '"' && format == Format.CSV) quoted = !quoted;
      else if (each == '\n' && !quoted) end = i + 1;
    }
    return end;
  }

  private Outcome<List<FileRow>> rows(byte[] whole) {
    return format == Format.CSV ? records(whole) : Outcome.done(lines(whole));
  }

  private List<FileRow> lines(byte[] whole) {
    var found = new ArrayList<FileRow>();
    int start = 0;
    for (int i = 0; i <= whole.length; i++) {
      if (i < whole.length && whole[i] != '\n') continue;
      byte[] line = Arrays.copyOfRange(whole, start, i);
      start = i + 1;
      if (!isBlank(line)) found.add(new FileRow(++rows, object(line)));
    }
    return found;
  }

  private static boolean isBlank(byte[] line) {
    for (byte each : line) if (each != ' ' && each != '\r' && each != '\t') return false;
    return true;
  }

  private static Outcome<ObjectNode> object(byte[] line) {
    return DomainJson.parse(line).map(ObjectNode.class::cast);
  }

  private Outcome<List<FileRow>> records(byte[] whole) {
    var found = new ArrayList<FileRow>();
    var reader = CsvReader.builder().extraFieldStrategy(IGNORE).missingFieldStrategy(IGNORE);
    try (var csv = reader.ofCsvRecord(strictText(whole))) {
      for (var record : csv) {
        if (head == null) {
          var named = named(record);
          if (named instanceof Outcome.Refused<List<Column>>(var why)) return Outcome.refused(why);
          head = named.orThrow();
        } else {
          found.add(new FileRow(++rows, object(head, record)));
        }
      }
      return Outcome.done(found);
    } catch (CharacterCodingException e) {
      return malformed("expected UTF-8 text, behind row " + rows);
    } catch (CsvParseException | java.io.IOException e) {
      return malformed("expected a table as of RFC 4180, behind row " + rows);
    }
  }

  private Outcome<List<Column>> named(CsvRecord record) {
    var named = new ArrayList<Column>();
    for (var name : record.getFields()) {
      var column = columns.get(name.strip());
      if (column == null) return malformed("no column is called " + name);
      if (named.contains(column)) return malformed("two columns are called " + name);
      named.add(column);
    }
    return Outcome.done(named);
  }

  private static Outcome<ObjectNode> object(List<Column> head, CsvRecord record) {
    if (record.getFieldCount() != head.size()) {
      String detail = "expected %d cells, found %d".formatted(head.size(), record.getFieldCount());
      return Outcome.refused(Invalid.of("", "cells", detail));
    }
    var row = DomainJson.object();
    for (int i = 0; i < head.size(); i++) {
      var column = head.get(i);
      Optional<JsonNode> value = column.value(record.getField(i));
      if (value.isEmpty()) return notOfKind(column);
      put(row, column.name(), value.get());
    }
    return Outcome.done(withoutEmptyParts(row));
  }

  private static Outcome<ObjectNode> notOfKind(Column column) {
    String detail = "expected " + column.kind().name().toLowerCase(java.util.Locale.ROOT);
    return Outcome.refused(Invalid.of(column.pointer(), "type", detail));
  }

  private static void put(ObjectNode row, String name, JsonNode value) {
    int dot = name.indexOf('.');
    if (dot < 0) row.set(name, value);
    else put(row.withObject("/" + name.substring(0, dot)), name.substring(dot + 1), value);
  }

  /** An amount without figure and currency is no amount; only the row itself stays as it is. */
  private static ObjectNode withoutEmptyParts(ObjectNode row) {
    for (var each : List.copyOf(row.properties())) {
      if (!(each.getValue() instanceof ObjectNode part) || part.isEmpty()) continue;
      var inner = withoutEmptyParts(part);
      boolean empty = inner.properties().stream().allMatch(e -> e.getValue().isNull());
      if (empty) row.putNull(each.getKey());
    }
    return row;
  }

  private static String strictText(byte[] utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(utf8))
        .toString();
  }

  private <T> Outcome<T> tooLong() {
    return malformed("a row has at most 1 MiB; this one is behind row " + rows);
  }

  private static <T> Outcome<T> malformed(String detail) {
    return Outcome.refused(Invalid.of("", "malformed", detail));
  }
}
