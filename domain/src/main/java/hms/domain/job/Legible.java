package hms.domain.job;

/**
 * Text of others, such as what an exception says, as people can read it and a database can hold it:
 * PostgreSQL keeps neither NUL nor half a surrogate pair, and a row that is refused because of one
 * would be written again and again.
 */
public final class Legible {
  private static final int UNREADABLE = 0xFFFD;

  private Legible() {}

  /**
   * At most so many characters from its beginning; control characters but tab and the end of a line
   * are U+FFFD.
   */
  public static String of(String text, int most) {
    return of(text.substring(0, Math.min(text.length(), most)));
  }

  /** As long as it is. */
  public static String of(String text) {
    return text.codePoints()
        .map(c -> isLegible(c) ? c : UNREADABLE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isLegible(int c) {
    return c == '\t' || c == '\n' || !isControl(c);
  }

  private static boolean isControl(int c) {
    return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
  }
}
