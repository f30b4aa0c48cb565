package hms.gateway.file;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome;
import hms.gateway.file.Column.Kind;
import hms.gateway.file.RowReader.FileRow;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever parts a file comes in, its rows are the same. */
final class RowReaderTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("oid", Kind.TEXT),
          new Column("content.name", Kind.TEXT),
          new Column("content.price.amount", Kind.WHOLE),
          new Column("content.price.currency", Kind.TEXT),
          new Column("available", Kind.FLAG));
  private static final String TABLE =
      "oid,content.name,content.price.amount,content.price.currency,available\r\n"
          + "a,\"Two\nlines, \"\"quoted\"\"\",1250,EUR,true\r\n"
          + "\r\n"
          + "b,'=Söl 器,,,\r\n"
          + "c,short\r\n"
          + "d,x,much,EUR,true";

  @Test
  void a_table_is_read_with_quotes_line_ends_and_a_mark_before_it_in_any_parts() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var whole = texts(rows(Format.CSV, bytes(TABLE), Integer.MAX_VALUE, random));

    for (int i = 0; i < 50; i++) {
      var parts = texts(rows(Format.CSV, bytes("\uFEFF" + TABLE), 1 + random.nextInt(20), random));
      assertThat(parts).as("seed %d", seed).isEqualTo(whole);
    }
    assertThat(whole)
        .containsExactly(
            "1 {\"oid\":\"a\",\"content\":{\"name\":\"Two\\nlines, \\\"quoted\\\"\","
                + "\"price\":{\"amount\":1250,\"currency\":\"EUR\"}},\"available\":true}",
            "2 {\"oid\":\"b\",\"content\":{\"name\":\"=Söl 器\",\"price\":null},\"available\":null}",
            "3 cells",
            "4 type /content/price/amount");
  }

  @Test
  void json_lines_are_read_one_by_one_and_a_bad_one_spoils_no_other() {
    String text = "\uFEFF{\"a\":1}\r\n\n  \n{\"a\":1,\"a\":2}\n[1]\n{\"a\":\"ü\"}";
    byte[] broken = bytes("{\"a\":\"x\"}\n");
    broken[6] = (byte) 0xC3;

    assertThat(texts(rows(Format.NDJSON, bytes(text), 3, new Random(1))))
        .containsExactly("1 {\"a\":1}", "2 malformed", "3 malformed", "4 {\"a\":\"ü\"}");
    assertThat(texts(rows(Format.NDJSON, broken, 2, new Random(1)))).containsExactly("1 malformed");
  }

  @Test
  void a_table_that_cannot_be_read_is_refused_as_a_whole() {
    assertThat(refused("oid,colour\n1,red\n")).contains("colour");
    assertThat(refused("oid,oid\n1,2\n")).contains("two columns");
    byte[] latin = "oid\nS\u00f6l\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(read(new RowReader(Format.CSV, COLUMNS), Buffer.buffer(latin)).toString())
        .contains("UTF-8");
    assertThat(refused("oid\n\"" + "x".repeat(1_100_000))).contains("1 MiB");
  }

  private static String refused(String table) {
    var outcome = read(new RowReader(Format.CSV, COLUMNS), Buffer.buffer(table));
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return outcome.toString();
  }

  private static Outcome<List<FileRow>> read(RowReader reader, Buffer all) {
    return reader.read(all).then(some -> reader.end());
  }

  private static List<FileRow> rows(Format format, byte[] file, int part, Random random) {
    var reader = new RowReader(format, COLUMNS);
    var all = new ArrayList<FileRow>();
    for (int at = 0; at < file.length; ) {
      int length =
          Math.min(file.length - at, part == Integer.MAX_VALUE ? part : 1 + random.nextInt(part));
      all.addAll(reader.read(Buffer.buffer(file).slice(at, at + length)).orThrow());
      at += length;
    }
    all.addAll(reader.end().orThrow());
    return all;
  }

  private static List<String> texts(List<FileRow> rows) {
    return rows.stream().map(RowReaderTest::text).toList();
  }

  private static String text(FileRow row) {
    return row.n()
        + " "
        + switch (row.content()) {
          case Outcome.Done<com.fasterxml.jackson.databind.node.ObjectNode>(var json) ->
              json.toString();
          case Outcome.Refused<com.fasterxml.jackson.databind.node.ObjectNode>(
                  hms.domain.Refusal.Invalid(var found)) ->
              (found.getFirst().code() + " " + found.getFirst().pointer()).strip();
          case Outcome.Refused<com.fasterxml.jackson.databind.node.ObjectNode>(var other) ->
              other.toString();
        };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
