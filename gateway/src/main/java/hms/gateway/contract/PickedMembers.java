package hms.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.storage.DomainJson;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Adds to each list, and to each call that says {@code x-fields}, that some members of its objects
 * may be asked for alone. What members there are is what their schema has.
 */
final class PickedMembers {
  private static final String SCHEMAS = "#/components/schemas/";
  private static final String ANSWER = "/responses/200/content/application~1json";

  private final ObjectNode document;
  private final Map<String, Set<String>> members = new HashMap<>();

  private PickedMembers(ObjectNode document) {
    this.document = document;
  }

  /** The members that may be asked for, by method and path as the contract has them. */
  static Map<String, Set<String>> writeOut(ObjectNode document) {
    var picked = new PickedMembers(document);
    for (var path : document.path("paths").properties()) {
      if (path.getValue().path("get") instanceof ObjectNode get) picked.get(path.getKey(), get);
    }
    return picked.members;
  }

  private void get(String path, ObjectNode get) {
    boolean list = get.has("x-list");
    if (!list && get.remove("x-fields") == null) return;
    JsonNode whole = get.at(ANSWER + "/schema");
    JsonNode object = list ? resolved(whole).at("/properties/items/items") : whole;
    var names = new LinkedHashSet<String>();
    resolved(object).path("properties").fieldNames().forEachRemaining(names::add);
    members.put("GET " + path, names);
    parameter(get, names);
    ObjectNode some = some(object);
    var either = DomainJson.object();
    either.putArray("anyOf").add(whole).add(list ? page(some) : some);
    get.withObject(ANSWER).set("schema", either);
  }

  private static void parameter(ObjectNode get, Set<String> names) {
    String one = "(" + String.join("|", names) + ")";
    get.withArray("/parameters")
        .addObject()
        .put("name", "fields")
        .put("in", "query")
        .put("description", "only these members, between commas")
        .putObject("schema")
        .put("type", "string")
        .put("pattern", "^%s(,%s)*$".formatted(one, one));
  }

  /** The same object, of which no member must be there. */
  private ObjectNode some(JsonNode object) {
    String name = object.path("$ref").asText().substring(SCHEMAS.length()) + "Picked";
    ObjectNode schema = resolved(object).deepCopy();
    schema.remove("required");
    document.withObject("/components/schemas").set(name, schema);
    return DomainJson.object().put("$ref", SCHEMAS + name);
  }

  private static ObjectNode page(ObjectNode item) {
    var page = DomainJson.object().put("type", "object").put("additionalProperties", false);
    page.putArray("required").add("items").add("page");
    page.putObject("properties")
        .<ObjectNode>set("items", DomainJson.object().put("type", "array").set("items", item))
        .putObject("page")
        .put("$ref", SCHEMAS + "Page");
    return page;
  }

  private JsonNode resolved(JsonNode schema) {
    return schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
  }
}
