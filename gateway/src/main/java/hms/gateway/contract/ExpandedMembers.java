package hms.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.storage.DomainJson;

/**
 * Writes out {@code x-expand}: a parameter that names the members, and another form of the answer,
 * in which an id or a card of its object stands there. After {@link PickedMembers}, as both may be
 * asked for at once.
 */
final class ExpandedMembers {
  private static final String SCHEMAS = "#/components/schemas/";
  private static final String ANSWER = "/responses/200/content/application~1json/schema/anyOf";

  private final ObjectNode document;

  private ExpandedMembers(ObjectNode document) {
    this.document = document;
  }

  static void writeOut(ObjectNode document) {
    var expanded = new ExpandedMembers(document);
    for (var path : document.path("paths").properties()) {
      if (path.getValue().path("get") instanceof ObjectNode get && get.has("x-expand")) {
        expanded.get(get, get.remove("x-expand"));
      }
    }
  }

  private void get(ObjectNode get, JsonNode cards) {
    parameter(get, cards);
    var forms = (ArrayNode) get.at(ANSWER);
    JsonNode picked = forms.get(1);
    boolean list = !picked.has("$ref");
    JsonNode one = list ? picked.at("/properties/items/items") : picked;
    ObjectNode expanded = expanded(one.path("$ref").asText(), cards);
    if (!list) {
      forms.add(expanded);
      return;
    }
    ObjectNode page = picked.deepCopy();
    ((ObjectNode) page.at("/properties/items")).set("items", expanded);
    forms.add(page);
  }

  private static void parameter(ObjectNode get, JsonNode cards) {
    String one = "(" + String.join("|", (Iterable<String>) cards::fieldNames) + ")";
    get.withArray("/parameters")
        .addObject()
        .put("name", "expand")
        .put("in", "query")
        .put("description", "cards of these instead of their ids, between commas")
        .putObject("schema")
        .put("type", "string")
        .put("pattern", "^%s(,%s)*$".formatted(one, one));
  }

  /** The form of which no member must be there, with cards where they are allowed. */
  private ObjectNode expanded(String picked, JsonNode cards) {
    String name = picked.substring(SCHEMAS.length()) + "Expanded";
    ObjectNode schema = ((ObjectNode) document.at(picked.substring(1))).deepCopy();
    for (var card : cards.properties()) {
      var either = DomainJson.object();
      either.putArray("anyOf").add(schema.at("/properties/" + card.getKey())).add(card.getValue());
      ((ObjectNode) schema.get("properties")).set(card.getKey(), either);
    }
    document.withObject("/components/schemas").set(name, schema);
    return DomainJson.object().put("$ref", SCHEMAS + name);
  }
}
