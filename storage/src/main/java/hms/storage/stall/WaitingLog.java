package hms.storage.stall;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of two messages about one object that follow each other and that nobody has been
 * sent: two updates are one (the first {@code from}, the last {@code to}), create and update are a
 * create, create and delete are nothing. All others are facts or decisions and stay as they are.
 * Source: docs/domain.md, waiting.
 */
public final class WaitingLog {
  private static final Set<String> UPDATES = Set.of("product.update", "artisan.update");
  private static final String CREATE = "product.create";
  private static final String DELETE = "product.delete";

  /** A create holds these beneath {@code content}. */
  private static final String CONTENT = "content";

  private static final String CHANGES = "changes";

  private WaitingLog() {}

  /** What the log does with the later message. */
  public sealed interface Merge {
    /** It stands for itself. */
    record Append() implements Merge {}

    /** The former message asks for both now; the later one is not kept. */
    record Replace(Pending former) implements Merge {}

    /** Both end: the office never has to hear of them. */
    record Vanish() implements Merge {}
  }

  /**
   * Merges, if both may.
   *
   * @param former the last message about the same object, unsent
   */
  public static Merge merge(Pending former, Pending later, Instant now) {
    boolean same = former.about() != null && Objects.equals(former.about(), later.about());
    if (!same) return new Merge.Append();
    String kinds = former.name() + " " + later.name();
    if (kinds.equals(CREATE + " " + DELETE)) return new Merge.Vanish();
    if (kinds.equals(CREATE + " product.update")) return created(former, later, now);
    return former.name().equals(later.name()) && UPDATES.contains(former.name())
        ? updated(former, later, now)
        : new Merge.Append();
  }

  /**
   * An update that has not left, with these wishes before it; empty if both together want nothing.
   *
   * @param earlier data of an update of the same object
   */
  public static Optional<Pending> before(ObjectNode earlier, Pending waiting, Instant now) {
    var former =
        new Pending(
            waiting.oid(),
            waiting.version(),
            waiting.created(),
            waiting.modified(),
            waiting.place(),
            waiting.name(),
            waiting.about(),
            earlier);
    return merge(former, waiting, now) instanceof Merge.Replace(var both)
        ? Optional.of(both)
        : Optional.empty();
  }

  private static Merge created(Pending create, Pending update, Instant now) {
    var data = create.data();
    if (!(data.get(CONTENT) instanceof ObjectNode content)) return new Merge.Append();
    for (var change : update.data().path(CHANGES)) {
      String field = change.path("field").asText();
      var to = change.path("to");
      if (to.isNull() || to.isMissingNode()) content.remove(field);
      else content.set(field, to);
    }
    return new Merge.Replace(create.asking(data, now));
  }

  private static Merge updated(Pending former, Pending later, Instant now) {
    var changes = new LinkedHashMap<String, ObjectNode>();
    for (var change : former.data().path(CHANGES)) keep(changes, change);
    for (var change : later.data().path(CHANGES)) keep(changes, change);
    changes.values().removeIf(change -> value(change, "from").equals(value(change, "to")));
    if (changes.isEmpty()) return new Merge.Vanish();
    var data = former.data();
    data.set(CHANGES, array(changes));
    return new Merge.Replace(former.asking(data, now));
  }

  private static void keep(Map<String, ObjectNode> changes, JsonNode change) {
    String field = change.path("field").asText();
    var merged = instance.objectNode().put("field", field);
    merged.set("from", value(changes.getOrDefault(field, (ObjectNode) change), "from"));
    merged.set("to", value(change, "to"));
    changes.put(field, merged);
  }

  private static ArrayNode array(Map<String, ObjectNode> changes) {
    return instance.arrayNode().addAll(changes.values());
  }

  /** Null and absent mean the same: the field is empty. */
  private static JsonNode value(JsonNode change, String name) {
    var value = change.path(name);
    return value.isMissingNode() ? NullNode.getInstance() : value;
  }
}
