package hms.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The members of objects that a call asks for: {@code fields=oid,name}.
 *
 * @param names empty if all are wanted
 */
record Picked(Optional<List<String>> names) {

  /**
   * @param known those that there are
   * @param asked as it was sent
   * @throws EdgeRefusal 400 if it names another
   */
  static Picked of(Set<String> known, Optional<String> asked) {
    var names = asked.map(text -> List.of(text.split(",", -1)));
    if (!names.map(known::containsAll).orElse(true)) {
      throw QueryParameters.invalidParameter(
          "fields", "must be of " + known.stream().sorted().toList());
    }
    return new Picked(names);
  }

  /** The object with those alone. */
  JsonNode of(JsonNode object) {
    return names
        .filter(some -> object instanceof ObjectNode)
        .<JsonNode>map(some -> ((ObjectNode) object).deepCopy().retain(some))
        .orElse(object);
  }
}
