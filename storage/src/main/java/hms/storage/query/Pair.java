package hms.storage.query;

/**
 * A name with one of its values, as one word of a set: {@code material} and {@code oak}. A name has
 * no control character in it.
 */
public record Pair(String name, String value) {
  private static final char BETWEEN = '\u001f';

  /** The form in which it is compared. */
  public String text() {
    return name + BETWEEN + value;
  }

  /** What {@link #text} has written. */
  public static Pair of(String text) {
    int end = text.indexOf(BETWEEN);
    return new Pair(text.substring(0, end), text.substring(end + 1));
  }
}
