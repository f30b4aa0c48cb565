package hms.storage.stall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Changes of fields, {@code [{field, from, to}]}, as messages carry them: what is left of those of
 * one side when the other side has moved. Null and absent mean the same: the field is empty.
 */
public final class Changes {
  private static final String CHANGES = "changes";

  private Changes() {}

  /**
   * What became of an update that nobody was sent.
   *
   * @param left what it still asks for; empty if that is nothing
   * @param cards a card for each field that the office has written otherwise
   */
  public record Collision(Optional<Pending> left, List<Card> cards) {}

  /** Those of a message; none if it has none. */
  public static List<JsonNode> of(JsonNode data) {
    var all = new ArrayList<JsonNode>();
    data.path(CHANGES).forEach(all::add);
    return all;
  }

  /** What they lead to, by field. */
  public static Map<String, JsonNode> to(List<JsonNode> changes) {
    return values(changes, "to");
  }

  /** What their author saw, by field: going back there undoes them. */
  public static Map<String, JsonNode> from(List<JsonNode> changes) {
    return values(changes, "from");
  }

  /** What the office has of each field that a reply {@code conflict} names. */
  public static Map<String, JsonNode> theirs(JsonNode reply) {
    var clashes = new ArrayList<JsonNode>();
    reply.path("conflicts").forEach(clashes::add);
    return values(clashes, "theirs");
  }

  /**
   * The office has written fields of an object. What the artisan wants of the same field and has
   * not sent becomes a card, unless both want the same; the rest is asked for as before.
   *
   * @param written what the office did, {@code [{field, from, to}]}
   */
  public static Collision collide(
      Pending waiting, List<JsonNode> written, Supplier<UUID> ids, Instant now) {
    var theirs = to(written);
    var left = new ArrayList<JsonNode>();
    var cards = new ArrayList<Card>();
    for (var mine : of(waiting.data())) {
      JsonNode office = theirs.get(field(mine));
      if (office == null) left.add(mine);
      else if (!office.equals(value(mine, "to"))) {
        cards.add(Cards.conflict(waiting, mine, office, ids.get(), now));
      }
    }
    return new Collision(remaining(waiting, left, now), cards);
  }

  /** The changes of an update but for those fields; empty if there are none. */
  public static Optional<ObjectNode> without(ObjectNode data, Set<String> fields) {
    var left = of(data).stream().filter(each -> !fields.contains(field(each))).toList();
    if (left.isEmpty()) return Optional.empty();
    return Optional.of(asking(data, left));
  }

  /** The same wishes, said by somebody who has seen these values. */
  public static ObjectNode onto(ObjectNode data, Map<String, JsonNode> seen) {
    var again = new ArrayList<JsonNode>();
    for (var each : of(data)) again.add(change(field(each), each, seen));
    return asking(data, again);
  }

  /** A single change. */
  public static ObjectNode change(String field, JsonNode from, JsonNode to) {
    var change = JsonNodeFactory.instance.objectNode().put("field", field);
    change.set("from", from);
    change.set("to", to);
    return change;
  }

  static String field(JsonNode change) {
    return change.path("field").asText();
  }

  static JsonNode value(JsonNode change, String name) {
    var value = change.path(name);
    return value.isMissingNode() ? NullNode.getInstance() : value;
  }

  private static JsonNode change(String field, JsonNode mine, Map<String, JsonNode> seen) {
    return change(field, seen.getOrDefault(field, NullNode.getInstance()), value(mine, "to"));
  }

  private static Map<String, JsonNode> values(List<JsonNode> changes, String name) {
    var values = new LinkedHashMap<String, JsonNode>();
    changes.forEach(each -> values.put(field(each), value(each, name)));
    return values;
  }

  private static Optional<Pending> remaining(Pending waiting, List<JsonNode> left, Instant now) {
    if (left.isEmpty()) return Optional.empty();
    if (left.size() == of(waiting.data()).size()) return Optional.of(waiting);
    return Optional.of(waiting.asking(asking(waiting.data(), left), now));
  }

  private static ObjectNode asking(ObjectNode data, List<JsonNode> changes) {
    var next = data.deepCopy();
    next.putArray(CHANGES).addAll(changes);
    return next;
  }
}
