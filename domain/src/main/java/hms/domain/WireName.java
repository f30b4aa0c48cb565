package hms.domain;

import java.util.Locale;

/** A constant whose name on the wire is one of a member, in camelCase: {@code shippingWeight}. */
public interface WireName {
  String name();

  /** The name on the wire. */
  default String wire() {
    var wire = new StringBuilder();
    for (String word : name().toLowerCase(Locale.ROOT).split("_", -1)) {
      wire.append(
          wire.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return wire.toString();
  }
}
