package hms.gateway.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import hms.domain.Outcome;
import hms.storage.DomainJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A member of a row, as a column of a table: members of members with a dot between. What is a list,
 * or has names of its own, stands in one cell as JSON.
 *
 * @param name {@code content.price.amount}
 */
public record Column(String name, Kind kind) {
  /** Programs for tables take what begins so for a formula. */
  private static final String FORMULAS = "=+-@\t'";

  /** What stands in the cells. */
  public enum Kind {
    TEXT,
    WHOLE,
    NUMBER,
    FLAG,
    JSON
  }

  /** JSON pointer to the member. */
  public String pointer() {
    return "/" + name.replace('.', '/');
  }

  /** The cell of a row; empty if it has nothing there. */
  public String cell(JsonNode row) {
    JsonNode value = row.at(pointer());
    if (value.isMissingNode() || value.isNull()) return "";
    return kind == Kind.TEXT && value.isTextual() ? guarded(value.asText()) : value.toString();
  }

  /** What a cell says, null if it is empty; nothing if it is not of the kind. */
  public Optional<JsonNode> value(String cell) {
    if (cell.isEmpty()) return Optional.of(NullNode.getInstance());
    return switch (kind) {
      case TEXT -> Optional.of(TextNode.valueOf(unguarded(cell)));
      case WHOLE -> cell.matches("-?(0|[1-9]\\d{0,17})") ? json(cell) : Optional.empty();
      case NUMBER -> cell.matches("-?\\d{1,40}(\\.\\d{1,40})?") ? json(cell) : Optional.empty();
      case FLAG -> cell.matches("true|false") ? json(cell) : Optional.empty();
      case JSON -> json(cell);
    };
  }

  /** An apostrophe in front: it is text, whatever it looks like. */
  private static String guarded(String text) {
    boolean formula = !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0;
    return formula ? "'" + text : text;
  }

  private static String unguarded(String cell) {
    boolean guard =
        cell.length() > 1 && cell.charAt(0) == '\'' && FORMULAS.indexOf(cell.charAt(1)) >= 0;
    return guard ? cell.substring(1) : cell;
  }

  /** By the strict rules of all bodies; it is read inside of an object. */
  private static Optional<JsonNode> json(String cell) {
    byte[] object = ("{\"cell\":" + cell + "}").getBytes(StandardCharsets.UTF_8);
    return DomainJson.parse(object) instanceof Outcome.Done<JsonNode>(var read) && read.size() == 1
        ? Optional.of(read.get("cell"))
        : Optional.empty();
  }
}
