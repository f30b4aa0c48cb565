package hms.domain.message;

import hms.domain.Outcome;
import hms.domain.Refusal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Row 1 of the checks on receipt: is this an envelope at all? */
final class EnvelopeForm {
  private static final int DATA_BYTES_MAX = 256 * 1024;
  private static final String COLON_PREFIX = "cloudEvents:";

  private EnvelopeForm() {}

  /**
   * Sorts application properties into attributes. What is unknown is ignored, unless it begins with
   * {@code hms}; one message uses one of the two prefixes.
   */
  static Outcome<Map<Attribute, String>> read(Map<String, String> properties) {
    var found = new EnumMap<Attribute, String>(Attribute.class);
    String prefix = prefixOf(properties);
    for (var property : properties.entrySet()) {
      if (!isAttribute(property.getKey())) continue;
      if (!property.getKey().startsWith(prefix)) return malformed("two prefixes in one message");
      String name = property.getKey().substring(prefix.length());
      Optional<Attribute> known = Attribute.named(name);
      if (known.isEmpty() && name.startsWith("hms")) return malformed("unknown attribute " + name);
      known.ifPresent(attribute -> found.put(attribute, property.getValue()));
    }
    return Outcome.done(found);
  }

  /**
   * What is wrong with these attributes and data; empty if nothing is.
   *
   * @param signed whether the signature must be there
   */
  static Optional<String> flaw(Map<Attribute, String> attributes, byte[] data, boolean signed) {
    if (data.length > DATA_BYTES_MAX) return Optional.of("data are larger than 256 KiB");
    for (var attribute : Attribute.values()) {
      String text = attributes.get(attribute);
      if (text == null && attribute.required(signed)) {
        return Optional.of(attribute.wire() + " is missing");
      }
      if (text != null && !attribute.wellFormed(text)) {
        return Optional.of(attribute.wire() + " is not well-formed");
      }
    }
    return Optional.empty();
  }

  static <T> Outcome<T> malformed(String why) {
    return Outcome.refused(new Refusal.Untrusted("malformed: " + why));
  }

  private static String prefixOf(Map<String, String> properties) {
    return properties.keySet().stream().anyMatch(name -> name.startsWith(COLON_PREFIX))
        ? COLON_PREFIX
        : Attribute.PREFIX;
  }

  private static boolean isAttribute(String name) {
    return name.startsWith(Attribute.PREFIX) || name.startsWith(COLON_PREFIX);
  }
}
