package hms.storage.stall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.storage.DomainJson;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an artisan can do with a card; each closes it. */
public enum Choice {
  /** Ask once more, knowing what the office has by now. */
  MINE_AGAIN(Card.State.MINE_AGAIN),
  /** Leave it as the office has it. */
  THEIRS(Card.State.THEIRS),
  /** Go on from it: it becomes a draft, and nothing is said yet. */
  EDIT(Card.State.EDITED),
  /** Want it no more. */
  DISCARD(Card.State.DISCARDED);

  private final Card.State state;

  Choice(Card.State state) {
    this.state = state;
  }

  /** What the card is then. */
  public Card.State state() {
    return state;
  }

  /**
   * What {@link #MINE_AGAIN} says, and where {@link #EDIT} begins: the same wish on top of what is
   * there. Empty if the card tells of no wish.
   *
   * @param officeVersion the last version that the office told of the object; 0 if it told none
   * @param seen what the object has now, by field, but for empty ones; empty if nobody knows
   */
  public static Optional<ObjectNode> again(
      Card card, long officeVersion, Map<String, JsonNode> seen) {
    return card.field() == null
        ? whole(card, officeVersion, seen)
        : Optional.of(field(card, officeVersion, card.field(), seen));
  }

  private static ObjectNode field(
      Card card, long officeVersion, String field, Map<String, JsonNode> seen) {
    var from =
        seen.isEmpty() ? or(card.theirs()) : seen.getOrDefault(field, NullNode.getInstance());
    var data = DomainJson.object();
    if (card.object() != null) data.put("oid", card.object().toString());
    if (officeVersion > 0) data.put("baseVersion", officeVersion);
    data.putArray("changes").add(Changes.change(field, from, or(card.mine())));
    return data;
  }

  private static Optional<ObjectNode> whole(
      Card card, long officeVersion, Map<String, JsonNode> seen) {
    if (!(card.mine() instanceof ObjectNode mine)) return Optional.empty();
    var data = mine.has("changes") ? Changes.onto(mine, seen) : mine.deepCopy();
    if (data.has("baseVersion") && officeVersion > 0) data.put("baseVersion", officeVersion);
    return Optional.of(data);
  }

  private static JsonNode or(@Nullable JsonNode value) {
    return Objects.requireNonNullElse(value, NullNode.getInstance());
  }
}
