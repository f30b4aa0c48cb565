package hms.bench;

import hms.storage.pg.Sent;
import io.vertx.core.buffer.Buffer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What HMS sent for one transaction, as a transaction that pgbench repeats: the same statements in
 * the same order with the same values, but for ids. Those that HMS minted (UUIDv7) become new ones
 * each time, rising as a UUIDv7 does; those that the caller names become expressions.
 *
 * <p>The script has the variables {@code c}, a number of its client, and {@code n}, which counts
 * its transactions. Source: pgbench, PostgreSQL 15, custom scripts.
 */
final class PgbenchScript {
  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
  private static final Pattern MINTED =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  /** Longer texts are documents: an id in them is not looked for by anybody. */
  private static final int KEY_MAX = 200;

  private final Map<String, String> named;
  private final Map<String, String> minted = new LinkedHashMap<>();

  /**
   * @param named text of an id or a number to the SQL expression, of type text, that stands for it
   */
  PgbenchScript(Map<String, String> named) {
    this.named = Map.copyOf(named);
  }

  /** One transaction. */
  String transaction(String head, List<Sent> sent) {
    return """
    \\set n :n + 1
    \\set c :start + :client_id
    %sbegin;
    %scommit;
    """
        .formatted(head, statements(sent));
  }

  /** Statements outside a transaction, as reads are sent. */
  String statements(List<Sent> sent) {
    return sent.stream().map(each -> statement(each) + ";\n").collect(Collectors.joining());
  }

  private String statement(Sent sent) {
    return PARAMETER
        .matcher(sent.sql().strip())
        .replaceAll(at -> {
          Object value = sent.values().get(Integer.parseInt(at.group(1)) - 1);
          return Matcher.quoteReplacement(literal(value));
        });
  }

  private String literal(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case UUID oid -> "(" + text(oid.toString()) + ")::uuid";
      case String text -> text.length() > KEY_MAX ? quoted(text) : "(" + text(text) + ")";
      case Number number -> number(number.toString());
      case Boolean flag -> flag.toString();
      case OffsetDateTime at -> quoted(at.toString()) + "::timestamptz";
      case Buffer bytes -> "'\\x" + HexFormat.of().formatHex(bytes.getBytes()) + "'::bytea";
      case UUID[] oids -> array(Stream.of(oids), "uuid");
      case String[] texts -> array(Stream.of(texts), "text");
      case OffsetDateTime[] times -> array(Stream.of(times), "timestamptz");
      default -> quoted(value.toString());
    };
  }

  private String number(String digits) {
    String known = named.get(digits);
    return known == null ? "(" + digits + ")" : "(" + known + ")::bigint";
  }

  private String array(Stream<?> values, String type) {
    return values
        .map(this::literal)
        .collect(Collectors.joining(", ", "array[", "]::" + type + "[]"));
  }

  /** The text with every id in it replaced. */
  private String text(String whole) {
    var parts = new ArrayList<String>();
    var ids = ids().matcher(whole);
    int end = 0;
    while (ids.find()) {
      if (ids.start() > end) parts.add(quoted(whole.substring(end, ids.start())));
      parts.add(expression(ids.group()));
      end = ids.end();
    }
    if (end < whole.length() || parts.isEmpty()) parts.add(quoted(whole.substring(end)));
    return String.join("||", parts);
  }

  private Pattern ids() {
    String all =
        Stream.concat(named.keySet().stream().map(Pattern::quote), Stream.of(MINTED.pattern()))
            .collect(Collectors.joining("|"));
    return Pattern.compile(all);
  }

  private String expression(String id) {
    String known = named.get(id);
    return known != null ? known : minted.computeIfAbsent(id, key -> fresh(minted.size()));
  }

  /** 32 hexadecimal digits: the client, its transaction, the id within it. */
  private static String fresh(int number) {
    return "lpad(to_hex(:c::bigint),12,'0')||lpad(to_hex(:n::bigint),16,'0')||'%04x'"
        .formatted(number);
  }

  /** A colon before a letter would be a variable of pgbench. */
  private static String quoted(String text) {
    return "('" + text.replace("'", "''").replaceAll(":(?=[A-Za-z_])", ":'||'") + "')";
  }
}
