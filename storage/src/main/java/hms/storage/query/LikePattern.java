package hms.storage.query;

import java.util.Arrays;

/**
 * A pattern as in SQL: {@code %} is any run, {@code _} one code point, a backslash takes the next
 * one literally. It matches whole values, upper and lower case apart, in time pattern x text.
 */
final class LikePattern {
  private static final int ANY_RUN = -1;
  private static final int ANY_ONE = -2;

  private final int[] parts;

  private LikePattern(int[] parts) {
    this.parts = parts;
  }

  /** Is the text a pattern at all? One that ends in an open escape is not. */
  static boolean valid(String pattern) {
    int escapes = 0;
    for (int i = pattern.length() - 1; i >= 0 && pattern.charAt(i) == '\\'; i--) escapes++;
    return escapes % 2 == 0;
  }

  static LikePattern of(String pattern) {
    var points = pattern.codePoints().toArray();
    var parts = new int[points.length];
    int count = 0;
    for (int i = 0; i < points.length; i++) {
      parts[count++] =
          switch (points[i]) {
            case '%' -> ANY_RUN;
            case '_' -> ANY_ONE;
            case '\\' -> points[++i];
            default -> points[i];
          };
    }
    return new LikePattern(Arrays.copyOf(parts, count));
  }

  /** Greedy with one way back: a later run makes the choices of an earlier one final. */
  boolean matches(String text) {
    var points = text.codePoints().toArray();
    int part = 0;
    int run = -1;
    int tried = 0;
    int at = 0;
    while (at < points.length) {
      if (part < parts.length && parts[part] == ANY_RUN) {
        run = part++;
        tried = at;
      } else if (part < parts.length && takes(parts[part], points[at])) {
        part++;
        at++;
      } else if (run >= 0) {
        part = run + 1;
        at = ++tried;
      } else {
        return false;
      }
    }
    return onlyRunsFrom(part);
  }

  private static boolean takes(int part, int point) {
    return part == ANY_ONE || part == point;
  }

  private boolean onlyRunsFrom(int part) {
    while (part < parts.length && parts[part] == ANY_RUN) part++;
    return part == parts.length;
  }
}
