package hms.domain.message;

/**
 * Which way a message travels, seen from the office. No attribute says so: who reads a message
 * knows the direction, and it is inside the signature, so a reflected message is foreign.
 */
public enum Direction {
  /** To the office. */
  IN("in"),
  /** From the office. */
  OUT("out");

  private final String wire;

  Direction(String wire) {
    this.wire = wire;
  }

  /** The word inside the signing bytes. */
  public String wire() {
    return wire;
  }
}
