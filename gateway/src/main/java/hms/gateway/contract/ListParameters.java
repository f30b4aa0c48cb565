package hms.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.storage.DomainJson;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Writes out what may be asked of a list: in the files it is short, {@code x-list} with the kind of
 * each filter; readers get a query parameter for each field and operator.
 */
final class ListParameters {
  private static final List<String> RANGE = List.of("gt", "gte", "lt", "lte");
  private static final List<String> COMMON = List.of("limit", "after", "before", "includeTotal");

  private final ArrayNode parameters;

  private ListParameters(ArrayNode parameters) {
    this.parameters = parameters;
  }

  /** Replaces each {@code x-list} of the document. */
  static void writeOut(ObjectNode document) {
    for (var path : document.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        if (method.getValue() instanceof ObjectNode operation && operation.has("x-list")) {
          writeOut(operation, operation.remove("x-list"));
        }
      }
    }
  }

  private static void writeOut(ObjectNode operation, JsonNode list) {
    var all = new ListParameters(operation.withArray("/parameters"));
    COMMON.forEach(all::refer);
    list.path("filters").properties().forEach(each -> all.filter(each.getKey(), each.getValue()));
    if (list.has("sort")) all.sort(list.get("sort"));
    if (list.path("search").asBoolean()) all.refer("q");
  }

  private void filter(String name, JsonNode kind) {
    switch (kind.asText()) {
      case "id" -> equalOrIn(name, text("format", "uuid"));
      case "text" -> equalOrIn(name, text("minLength", 1));
      case "text or prefix" -> {
        equalOrIn(name, text("minLength", 1));
        add(name + ".like", "those that begin so, as `oak%`", text("pattern", "^[^%_\\\\]+%$"));
      }
      case "text or none" -> {
        equalOrIn(name, text("minLength", 1));
        add(name + ".null", "absent, or present", DomainJson.object().put("type", "boolean"));
      }
      case "flag" -> equal(name, DomainJson.object().put("type", "boolean"));
      case "time" -> range(name, text("format", "date-time"), "first by " + name);
      case "money" -> {
        range(name, DomainJson.object().put("type", "integer").put("minimum", 0), "in minor units");
        add(name + ".currency", "goes with a range of it", text("pattern", "^[A-Z]{3}$"));
      }
      case "pairs" -> pairs(name);
      case "" -> word(name, kind);
      default -> throw new IllegalStateException(name + " has no kind of filter: " + kind);
    }
  }

  /** Any name behind a dot: each is a parameter of its own. */
  private void pairs(String name) {
    var each = DomainJson.object().put("type", "string").put("minLength", 1).put("maxLength", 128);
    var schema = DomainJson.object().put("type", "object");
    schema.putObject("propertyNames").put("pattern", "^" + name + "\\..{1,64}$");
    schema.set("additionalProperties", each);
    parameters
        .addObject()
        .put("name", name)
        .put("in", "query")
        .put(
            "description",
            "only those that have it: `%s.material=oak`; several, all of them".formatted(name))
        .put("style", "form")
        .put("explode", true)
        .set("schema", schema);
  }

  private void word(String name, JsonNode words) {
    if (words.has("tags")) {
      equalOrIn(name, words.get("tags"));
      add(name + ".null", "with none, or with some", DomainJson.object().put("type", "boolean"));
      return;
    }
    JsonNode schema = words;
    if (words.isArray()) schema = DomainJson.object().put("type", "string").set("enum", words);
    equalOrIn(name, schema);
    add(name + ".ne", "all but those", schema);
  }

  private void equal(String name, JsonNode schema) {
    add(name, "only those", schema);
    add(name + ".eq", "the same as `" + name + "`", schema);
  }

  private void equalOrIn(String name, JsonNode schema) {
    equal(name, schema);
    add(name + ".in", "one of several, between commas", DomainJson.object().put("type", "string"));
  }

  private void range(String name, JsonNode schema, String how) {
    RANGE.forEach(operator -> add(name + "." + operator, "only those, " + how, schema));
  }

  private void sort(JsonNode fields) {
    String one =
        StreamSupport.stream(fields.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining("|", "-?(", ")"));
    add(
        "sort",
        "by which fields; `-` for descending",
        text("pattern", "^" + one + "(," + one + ")*$"));
  }

  private void refer(String name) {
    parameters.addObject().put("$ref", "#/components/parameters/" + name);
  }

  private void add(String name, String description, JsonNode schema) {
    parameters
        .addObject()
        .put("name", name)
        .put("in", "query")
        .put("description", description)
        .set("schema", schema);
  }

  private static ObjectNode text(String limit, Object value) {
    return DomainJson.object().put("type", "string").set(limit, DomainJson.tree(value));
  }
}
