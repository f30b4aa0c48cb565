package hms.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.gateway.file.Column;
import hms.gateway.file.Column.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects of each list as the columns of a table: what members there are is what their schema
 * has, so that a table has the same columns whatever its rows have.
 */
final class ListColumns {
  private static final List<String> FIRST = List.of("oid", "version");
  private static final int DEPTH_MAX = 5;

  private final ObjectNode document;
  private final List<Column> columns = new ArrayList<>();

  private ListColumns(ObjectNode document) {
    this.document = document;
  }

  /** By method and path as the contract has them; read before lists are written out. */
  static Map<String, List<Column>> of(ObjectNode document) {
    var all = new HashMap<String, List<Column>>();
    for (var path : document.path("paths").properties()) {
      JsonNode get = path.getValue().path("get");
      if (!get.has("x-list")) continue;
      var columns = new ListColumns(document);
      JsonNode page = get.at("/responses/200/content/application~1json/schema");
      columns.add("", columns.resolved(page).at("/properties/items/items"), 0);
      all.put("GET " + path.getKey(), columns.inOrder());
    }
    return all;
  }

  /** What it is comes first; what may be done to it is not in lists. */
  private List<Column> inOrder() {
    return columns.stream()
        .filter(each -> !each.name().equals("allowedActions"))
        .sorted(Comparator.comparing(each -> !FIRST.contains(each.name())))
        .toList();
  }

  private void add(String name, JsonNode schema, int depth) {
    JsonNode whole = resolved(schema);
    var members = whole.path("properties").properties();
    if (members.isEmpty() || depth == DEPTH_MAX) {
      columns.add(new Column(name, kind(whole)));
      return;
    }
    String before = name.isEmpty() ? "" : name + ".";
    members.forEach(each -> add(before + each.getKey(), each.getValue(), depth + 1));
  }

  private static Kind kind(JsonNode schema) {
    JsonNode type = schema.path("type");
    String word = type.isArray() ? type.path(0).asText() : type.asText();
    return switch (word) {
      case "string" -> Kind.TEXT;
      case "integer" -> Kind.WHOLE;
      case "number" -> Kind.NUMBER;
      case "boolean" -> Kind.FLAG;
      default -> Kind.JSON;
    };
  }

  /** What is named, and what may be null as well. */
  private JsonNode resolved(JsonNode schema) {
    if (schema.has("$ref")) return resolved(document.at(schema.get("$ref").asText().substring(1)));
    for (String choice : List.of("anyOf", "oneOf")) {
      JsonNode first = schema.path(choice).path(0);
      boolean orNull =
          schema.path(choice).size() == 2
              && schema.path(choice).path(1).path("type").asText().equals("null");
      if (orNull) return resolved(first);
    }
    return schema;
  }
}
