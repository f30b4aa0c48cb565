package hms.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.Outcome;
import hms.domain.Refusal.Invalid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The one JSON form of the domain, for wire, database and files: records by component name, enums
 * in snake_case, instants in UTC with six fraction digits. Reading is strict: one meaning or none.
 * Thread-safe.
 */
public final class DomainJson {
  private static final ObjectMapper MAPPER = DomainMapper.create();

  private DomainJson() {}

  /** UTF-8 JSON of a value that is ours; it cannot fail but by a defect. */
  public static byte[] bytes(Object value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For files that people look into: indented by 4, LF, one at the end. */
  public static String indented(JsonNode tree) {
    try {
      return MAPPER.writer(Indented.FORM).writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** The tree of a value of a sealed type, with the member that tells its kind. */
  public static <T> JsonNode tree(T value, Class<T> sealed) {
    try {
      return MAPPER.readTree(MAPPER.writerFor(sealed).writeValueAsBytes(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Reads what we wrote ourselves.
   *
   * @throws UncheckedIOException if it is not what we write: a defect or a spoiled row
   */
  public static <T> T own(String text, Class<T> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static <T> T own(JsonNode tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what a stranger wrote: strict UTF-8, one JSON value, no duplicate keys, depth at most 20.
   * Refuses with Invalid at the whole, code {@code malformed}.
   */
  public static Outcome<JsonNode> parse(byte[] utf8) {
    try {
      var node = MAPPER.readTree(strictText(utf8));
      return node.isObject() ? Outcome.done(node) : malformed("expected a JSON object");
    } catch (CharacterCodingException e) {
      return malformed("expected UTF-8 text");
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      String at = where == null ? "" : ", line " + where.getLineNr();
      return malformed("expected JSON: " + Bindings.plain(e) + at);
    }
  }

  /**
   * Turns a stranger's tree into a record. Unknown members and wrong types are Invalid with a
   * pointer; members that only the office may write are Denied, naming them.
   */
  public static <T> Outcome<T> bind(JsonNode tree, Class<T> type) {
    try {
      return Outcome.done(MAPPER.treeToValue(tree, type));
    } catch (JsonProcessingException e) {
      return Outcome.refused(Bindings.refusal(e));
    }
  }

  /** {@link #parse}, then {@link #bind}. */
  public static <T> Outcome<T> read(byte[] utf8, Class<T> type) {
    return parse(utf8).then(tree -> bind(tree, type));
  }

  private static String strictText(byte[] utf8) throws CharacterCodingException {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    return decoder.decode(ByteBuffer.wrap(utf8)).toString();
  }

  private static <T> Outcome<T> malformed(String detail) {
    return Outcome.refused(Invalid.of("", "malformed", detail));
  }
}
