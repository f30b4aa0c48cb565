package hms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Every bound that the schema of a body has, with a value at it and one beyond it. */
final class SchemaBounds {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEPTH = 6;

  private final ContractWitness witness;
  private final List<Bound> found = new ArrayList<>();

  /**
   * A bound of a member.
   *
   * @param pointer where the member stands
   * @param codes what says that it is broken, one of them
   */
  record Bound(String pointer, String keyword, JsonNode at, JsonNode beyond, Set<String> codes) {
    /** The body with this value there. */
    JsonNode with(JsonNode body, JsonNode value) {
      var copy = body.deepCopy();
      place((ObjectNode) copy, List.of(pointer.substring(1).split("/")), value);
      return copy;
    }

    @Override
    public String toString() {
      return pointer + " " + keyword;
    }
  }

  private SchemaBounds(ContractWitness witness) {
    this.witness = witness;
  }

  static List<Bound> of(ContractWitness.Call call) {
    var all = new SchemaBounds(ContractWitness.get());
    all.walk(call.jsonBody(), "", 0);
    return all.found;
  }

  private void walk(JsonNode unresolved, String at, int depth) {
    JsonNode schema = witness.resolved(unresolved);
    if (schema.has("oneOf")) {
      walk(schema.at("/oneOf/0"), at, depth);
    } else if (depth < DEPTH) {
      schema
          .path("properties")
          .properties()
          .forEach(each -> walk(each.getValue(), at + "/" + each.getKey(), depth + 1));
      if (schema.has("items")) walk(schema.get("items"), at + "/0", depth + 1);
      bounds(schema, at);
    }
  }

  private void bounds(JsonNode schema, String at) {
    for (var each : schema.properties()) {
      int bound = each.getValue().asInt();
      switch (each.getKey()) {
        case "minLength" -> add(at, each, text(bound), text(bound - 1), "blank");
        case "maxLength" -> add(at, each, text(bound), text(bound + 1), "too-long");
        case "minimum" -> number(at, each, -1);
        case "maximum" -> number(at, each, 1);
        case "minItems" -> add(at, each, list(schema, bound), list(schema, bound - 1), "size");
        case "maxItems" -> add(at, each, list(schema, bound), list(schema, bound + 1), "size");
        default -> {}
      }
    }
  }

  private void number(String at, Map.Entry<String, JsonNode> keyword, int step) {
    long bound = keyword.getValue().asLong();
    add(at, keyword, NODES.numberNode(bound), NODES.numberNode(bound + step), "range");
  }

  private void add(
      String at, Map.Entry<String, JsonNode> keyword, JsonNode good, JsonNode bad, String code) {
    found.add(new Bound(at, keyword.getKey(), good, bad, Set.of(code, "missing", "type")));
  }

  private static JsonNode text(int length) {
    return NODES.textNode("x".repeat(Math.max(0, length)));
  }

  private JsonNode list(JsonNode schema, int size) {
    JsonNode item = something(schema.path("items"));
    var list = NODES.arrayNode();
    for (int i = 0; i < size; i++) list.add(item);
    return list;
  }

  /** A value of the type, with all that it must have. */
  private JsonNode something(JsonNode unresolved) {
    JsonNode schema = witness.resolved(unresolved);
    return switch (schema.path("type").asText()) {
      case "object" -> {
        var made = NODES.objectNode();
        schema
            .path("required")
            .forEach(name ->
                made.set(name.asText(), something(schema.at("/properties/" + name.asText()))));
        yield made;
      }
      case "integer", "number" -> NODES.numberNode(1);
      case "boolean" -> NODES.booleanNode(true);
      case "array" -> NODES.arrayNode();
      default ->
          NODES.textNode(
              schema.path("pattern").asText().equals("^[A-Z]{3}$")
                  ? "EUR"
                  : UUID.randomUUID().toString());
    };
  }

  private static void place(JsonNode into, List<String> path, JsonNode value) {
    String name = path.getFirst();
    var rest = path.subList(1, path.size());
    if (rest.isEmpty()) put(into, name, value);
    else place(child(into, name, rest.getFirst()), rest, value);
  }

  /** What stands there, or something that can hold what is to stand in it. */
  private static JsonNode child(JsonNode into, String name, String next) {
    JsonNode there = into.isArray() ? into.path(Integer.parseInt(name)) : into.path(name);
    if (there.isContainerNode()) return there;
    boolean list = next.matches("\\d+");
    JsonNode made = list ? NODES.arrayNode() : NODES.objectNode();
    put(into, name, made);
    return made;
  }

  private static void put(JsonNode into, String name, JsonNode value) {
    if (into instanceof ObjectNode object) object.set(name, value);
    else if (into.isEmpty()) ((ArrayNode) into).add(value);
    else ((ArrayNode) into).set(Integer.parseInt(name), value);
  }
}
