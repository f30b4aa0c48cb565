package hms.storage.query;

/** A field to sort by. What is absent comes last, whatever the direction. */
public record Sort(String field, boolean descending) {

  /** Reads {@code name} or {@code -name}. */
  public static Sort of(String text) {
    return text.startsWith("-") ? new Sort(text.substring(1), true) : new Sort(text, false);
  }

  @Override
  public String toString() {
    return descending ? "-" + field : field;
  }
}
