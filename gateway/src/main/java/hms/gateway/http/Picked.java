package hms.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * The members of objects that a call asks for: {@code fields=oid,name}.
 *
 * @param names empty if all are wanted
 */
record Picked(Optional<List<String>> names) {

  /**
   * @param asked as it was sent; the contract has each of the names
   */
  static Picked of(Optional<String> asked) {
    return new Picked(asked.map(text -> List.of(text.split(",", -1))));
  }

  /** The object with those alone. */
  JsonNode of(JsonNode object) {
    return names
        .filter(some -> object instanceof ObjectNode)
        .<JsonNode>map(some -> ((ObjectNode) object).deepCopy().retain(some))
        .orElse(object);
  }
}
