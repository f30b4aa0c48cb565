package hms.gateway.config;

import java.util.Collection;
import java.util.Comparator;

/** Finds the key that somebody probably meant. */
final class NearestKey {
  private NearestKey() {}

  /** The one of {@code known} with the fewest edits; {@code known} is not empty. */
  static String to(String given, Collection<String> known) {
    return known.stream()
        .min(Comparator.<String>comparingInt(key -> edits(given, key)).thenComparing(key -> key))
        .orElseThrow();
  }

  /** Levenshtein distance, in two rows. */
  private static int edits(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) above[j] = j;
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[to.length()];
  }
}
