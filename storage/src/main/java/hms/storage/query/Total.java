package hms.storage.query;

/**
 * How many objects a query matches, on all pages together.
 *
 * @param value counted up to {@link #EXACT_MAX}
 * @param exact false if there are more than {@code value}
 */
public record Total(long value, boolean exact) {
  public static final long EXACT_MAX = 10_000;

  /**
   * @param counted at most one more than {@link #EXACT_MAX}
   */
  public static Total of(long counted) {
    return counted > EXACT_MAX ? new Total(EXACT_MAX, false) : new Total(counted, true);
  }
}
