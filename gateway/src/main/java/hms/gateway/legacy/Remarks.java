package hms.gateway.legacy;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is noted and flagged while one file is read. One instance a file; not for two threads. */
final class Remarks {
  private final Map<String, String> notes = new TreeMap<>();
  private final Set<Flag> flags = EnumSet.noneOf(Flag.class);

  void note(String name, String value) {
    notes.putIfAbsent(storable(name), storable(value));
  }

  void flag(Flag flag) {
    flags.add(flag);
  }

  Map<String, String> notes() {
    return Map.copyOf(notes);
  }

  Set<Flag> flags() {
    return Set.copyOf(flags);
  }

  /** PostgreSQL keeps neither NUL nor half a surrogate pair. */
  private static String storable(String text) {
    var kept = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
