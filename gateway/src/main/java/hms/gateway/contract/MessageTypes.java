package hms.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.storage.DomainJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * The types of messages that the office understands, each with the JSON Schema of its data, as the
 * contract has them. Each schema stands for itself: what it refers to is written out in it.
 */
public final class MessageTypes {
  private static final String REFERENCE = "$ref";

  private final JsonNode document;
  private final List<ObjectNode> views;

  private MessageTypes(JsonNode document, List<ObjectNode> views) {
    this.document = document;
    this.views = List.copyOf(views);
  }

  /**
   * @param understood what the message desk takes, by who sends it
   * @throws IllegalStateException if that is not what the contract has: the node must not start
   */
  public static MessageTypes of(Contract contract, Map<String, Set<String>> understood) {
    var document =
        DomainJson.own(new String(contract.bytes(), StandardCharsets.UTF_8), JsonNode.class);
    var promised = new TreeMap<String, Set<String>>();
    document
        .path("x-messages")
        .properties()
        .forEach(each -> promised.put(each.getKey(), names(each.getValue())));
    if (!promised.equals(understood)) {
      throw new IllegalStateException(
          "the contract has the messages %s and the desk takes %s".formatted(promised, understood));
    }
    var empty = new MessageTypes(document, List.of());
    return new MessageTypes(
        document,
        promised.entrySet().stream()
            .flatMap(side -> side.getValue().stream().map(type -> empty.view(side.getKey(), type)))
            .toList());
  }

  /** {@code {type, from, schema}}. */
  List<ObjectNode> views() {
    return views;
  }

  private static Set<String> names(JsonNode types) {
    var names = new TreeSet<String>();
    types.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private ObjectNode view(String from, String type) {
    var view = DomainJson.object().put("type", type).put("from", from);
    view.set("schema", writtenOut(document.path("x-messages").path(from).path(type)));
    return view;
  }

  /** No schema of the contract refers to itself. */
  private JsonNode writtenOut(JsonNode schema) {
    if (schema.has(REFERENCE)) {
      return writtenOut(document.at(schema.get(REFERENCE).asText().substring(1)));
    }
    if (schema instanceof ObjectNode object) {
      var copy = DomainJson.object();
      object.properties().forEach(each -> copy.set(each.getKey(), writtenOut(each.getValue())));
      return copy;
    }
    if (schema instanceof ArrayNode array) {
      return DomainJson.tree(
          StreamSupport.stream(array.spliterator(), false).map(this::writtenOut).toList());
    }
    return schema;
  }
}
