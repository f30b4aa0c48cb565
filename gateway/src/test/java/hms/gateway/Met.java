package hms.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * What answers to changes have shown: objects by the word of their paths, each with the version
 * that was seen last. Whoever asks about them goes further than with ids that nothing has. What is
 * only read may be somebody else's, who goes on needing it.
 */
public final class Met {
  /** The latest are enough. */
  private static final int KEPT = 40;

  /** Who they belong to may be anybody. */
  private static final Set<String> OWNERS = Set.of("artisans", "channels", "users", "owners");

  private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String PLACE = "/api/v1/";

  private final Map<String, List<Thing>> things = new HashMap<>();

  /**
   * @param version 1 if the answer did not say
   */
  public record Thing(String oid, long version) {}

  /** Remembers what the good answer to a change shows. */
  public void look(String method, String path, Answer answer) {
    if (method.equals("GET")) return;
    String type = answer.header("Content-Type").orElse("");
    if (answer.status() >= 300 || !type.contains("json") || !path.startsWith(PLACE)) return;
    remember(path.substring(PLACE.length()).split("[/?]", 2)[0], answer.json());
  }

  /** Any of this kind; empty if none was shown yet. */
  public Optional<Thing> any(String kind, Random random) {
    var known = things.getOrDefault(kind, List.of());
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(known.get(random.nextInt(known.size())));
  }

  /** Puts ids that were shown into members that are called after their kind, here and there. */
  public void fill(JsonNode body, Random random) {
    for (var member : body.properties()) {
      var value = member.getValue();
      if (value.isContainerNode()) fill(value, random);
      else if (value.asText().matches(UUID_FORM) && random.nextInt(3) > 0) {
        any(kind(member.getKey()), random)
            .ifPresent(thing -> ((ObjectNode) body).put(member.getKey(), thing.oid()));
      }
    }
    if (body.isArray()) body.forEach(each -> fill(each, random));
  }

  private void remember(String kind, JsonNode json) {
    if (json.isArray()) json.forEach(each -> remember(kind, each));
    if (!json.isObject()) return;
    String oid = json.path("oid").asText();
    if (oid.matches(UUID_FORM)) keep(kind, new Thing(oid, json.path("version").asLong(1)));
    for (var member : json.properties()) {
      if (member.getKey().equals("items")) remember(kind, member.getValue());
      else if (member.getValue().isContainerNode()) {
        remember(kind(member.getKey()), member.getValue());
      } else if (member.getValue().asText().matches(UUID_FORM) && !member.getKey().equals("oid")) {
        String other = kind(member.getKey());
        if (!OWNERS.contains(other) && any(other, new Random(0)).isEmpty()) {
          keep(other, new Thing(member.getValue().asText(), 1));
        }
      }
    }
  }

  private void keep(String kind, Thing thing) {
    var known = things.computeIfAbsent(kind, each -> new ArrayList<>());
    known.removeIf(each -> each.oid().equals(thing.oid()));
    known.add(thing);
    if (known.size() > KEPT) known.removeFirst();
  }

  /** {@code cancelRequests} and {@code cancelRequest} are both cancel-requests. */
  private static String kind(String member) {
    String words = member.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    return words.endsWith("s") ? words : words + "s";
  }
}
