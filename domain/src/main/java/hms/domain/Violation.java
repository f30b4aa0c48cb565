package hms.domain;

/**
 * One broken rule of one value.
 *
 * @param pointer where: an RFC 6901 JSON pointer into what was sent, empty for the whole
 * @param code which rule, in kebab-case, for programs
 * @param detail what was expected and what was found, for people
 */
public record Violation(String pointer, String code, String detail) {

  /** The same violation, seen from the holder of the value: {@code at("/lines/2")}. */
  public Violation at(String parent) {
    return new Violation(parent + pointer, code, detail);
  }
}
