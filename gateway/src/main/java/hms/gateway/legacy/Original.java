package hms.gateway.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import hms.domain.Rules;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One object of the original application while it is read. A value that breaks a rule of ours is
 * noted and flagged, and reads as null; so does what is absent, null or blank. What nobody asked
 * for is noted at the end. Of several keys, the first that holds something counts.
 */
final class Original {
  /** Bounded, so that no arithmetic on it can take long. */
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,12}(\\.\\d{1,12})?");

  private final JsonNode tree;
  private final String path;
  private final Remarks remarks;
  private final Set<String> placed = new HashSet<>();

  Original(JsonNode tree) {
    this(tree, "", new Remarks());
  }

  private Original(JsonNode tree, String path, Remarks remarks) {
    this.tree = tree;
    this.path = path;
    this.remarks = remarks;
  }

  Remarks remarks() {
    return remarks;
  }

  void flag(Flag flag) {
    remarks.flag(flag);
  }

  /** The first of these keys that holds something. */
  @Nullable String present(String... keys) {
    for (String key : keys) {
      var value = tree.path(key);
      boolean empty = value.isNull() || value.isTextual() && value.asText().isBlank();
      if (empty) placed.add(key);
      else if (!value.isMissingNode()) return key;
    }
    return null;
  }

  /** All that it has, in the order written. */
  List<String> keys() {
    return tree.properties().stream().map(Map.Entry::getKey).toList();
  }

  JsonNode value(String key) {
    placed.add(key);
    return tree.path(key);
  }

  /** As it stands, if it is one value. */
  @Nullable String text(String... keys) {
    String key = present(keys);
    if (key == null) return null;
    var value = value(key);
    return value.isValueNode() ? value.asText() : refused(key, Flag.VALUE_REFUSED);
  }

  @Nullable String line(int max, String... keys) {
    return ruled((rules, text) -> rules.line("", text, max), Flag.VALUE_REFUSED, keys);
  }

  /** What {@code rule} makes of it; noted and flagged if the rule is broken. */
  @Nullable String ruled(
      BiFunction<Rules, String, @Nullable String> rule, Flag broken, String... keys) {
    String key = present(keys);
    String text = text(keys);
    if (key == null || text == null) return null;
    var rules = new Rules();
    String clean = rule.apply(rules, text);
    return clean == null ? refused(key, broken) : clean;
  }

  /** A line that may be longer than ours: then its beginning, and the whole is noted. */
  @Nullable String cutLine(int max, Flag cut, String... keys) {
    String key = present(keys);
    return ruled(
        (rules, text) -> {
          String begin = beginning(text, max);
          if (key != null && begin.length() < text.strip().length()) refuse(key, cut);
          return rules.line("", begin, max);
        },
        Flag.VALUE_REFUSED,
        keys);
  }

  /** A number, written as one or as text. */
  @Nullable BigDecimal decimal(Flag unreadable, String... keys) {
    String text =
        ruled(
            (rules, found) -> DECIMAL.matcher(found.strip()).matches() ? found.strip() : null,
            unreadable,
            keys);
    return text == null ? null : new BigDecimal(text);
  }

  /** False unless it says true; what is neither is noted. */
  boolean truth(String key) {
    if (present(key) == null) return false;
    var value = value(key);
    if (!value.isBoolean()) refuse(key, Flag.VALUE_REFUSED);
    return value.asBoolean(false) && value.isBoolean();
  }

  /** The object inside, with the same remarks; an empty one if there is none. */
  Original part(String... keys) {
    String key = present(keys);
    if (key == null) return new Original(MissingNode.getInstance(), path, remarks);
    var inner = value(key);
    if (!inner.isObject()) refuse(key, Flag.VALUE_REFUSED);
    return new Original(inner, path + key + ".", remarks);
  }

  /** Notes the value where it stood, flags it, and reads as null. */
  <T> @Nullable T refused(String key, Flag why) {
    refuse(key, why);
    return null;
  }

  /** Notes the value where it stood, and flags it. */
  void refuse(String key, Flag why) {
    note(key);
    remarks.flag(why);
  }

  /** Notes the value as it stood. */
  void note(String key) {
    var value = value(key);
    remarks.note(path + key, value.isValueNode() ? value.asText() : value.toString());
  }

  /** Notes what nobody asked for. */
  void noteTheRest() {
    for (var each : tree.properties()) {
      if (!placed.contains(each.getKey()) && present(each.getKey()) != null) note(each.getKey());
    }
  }

  /** At most so many characters, as they are counted. */
  static String beginning(String text, int max) {
    String whole = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    int length = whole.codePointCount(0, whole.length());
    return length <= max ? whole : whole.substring(0, whole.offsetByCodePoints(0, max)).strip();
  }
}
