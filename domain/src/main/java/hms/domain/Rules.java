package hms.domain;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks values against the rules of docs/domain.md and collects every violation, so that the
 * sender can mend them all at once. One instance checks one object; not for two threads.
 */
public final class Rules {
  private static final String LABEL = "[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";

  /** Two labels or more, the last not all digits. */
  private static final String HOST = "(" + LABEL + "\\.)+(?!\\d+(?![a-zA-Z0-9-]))" + LABEL;

  private static final Pattern EMAIL =
      Pattern.compile("[a-zA-Z0-9!#$%&'*+/=?^_`{}~-]+(\\.[a-zA-Z0-9!#$%&'*+/=?^_`{}~-]+)*@" + HOST);
  private static final Pattern URL =
      Pattern.compile("https?://" + HOST + "(:\\d{1,5})?([/?][^\\s#]*)?");
  private static final Pattern PHONE = Pattern.compile("\\+?\\d{7,15}");

  private final List<Violation> violations = new ArrayList<>();

  /** One line of text: NFC, trimmed, 1..max code points, nothing invisible. Null if it is not. */
  public @Nullable String line(String pointer, @Nullable String value, int max) {
    if (value == null) return missing(pointer);
    String text = Normalizer.normalize(value, Normalizer.Form.NFC).strip();
    return checked(pointer, text, max, false);
  }

  /** As {@link #line}, but absent is fine. */
  public @Nullable String optionalLine(String pointer, @Nullable String value, int max) {
    return value == null ? null : line(pointer, value, max);
  }

  /** Text of several lines: as {@link #line}, with LF and tab; CR LF becomes LF. */
  public @Nullable String text(String pointer, @Nullable String value, int max) {
    if (value == null) return missing(pointer);
    String text = Normalizer.normalize(value.replace("\r\n", "\n"), Normalizer.Form.NFC).strip();
    return checked(pointer, text, max, true);
  }

  public @Nullable String optionalText(String pointer, @Nullable String value, int max) {
    return value == null ? null : text(pointer, value, max);
  }

  /** One e-mail address, in lower case. */
  public @Nullable String email(String pointer, @Nullable String value) {
    String text = line(pointer, value, 254);
    if (text == null) return null;
    int at = text.lastIndexOf('@');
    if (at < 1 || at > 64 || !EMAIL.matcher(text).matches()) {
      return wrong(pointer, "email", "expected one e-mail address such as mia@example.org");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  public @Nullable String optionalEmail(String pointer, @Nullable String value) {
    return value == null ? null : email(pointer, value);
  }

  public @Nullable String optionalUrl(String pointer, @Nullable String value) {
    if (value == null) return null;
    String text = line(pointer, value, 2048);
    if (text == null || URL.matcher(text).matches()) return text;
    return wrong(pointer, "url", "expected an http or https address");
  }

  public @Nullable String optionalPhone(String pointer, @Nullable String value) {
    if (value == null) return null;
    String digits = value.replaceAll("[ ()\\-./]", "");
    if (PHONE.matcher(digits).matches()) return digits;
    return wrong(pointer, "phone", "expected 7 to 15 digits, with + before a country code");
  }

  /** A whole number within bounds, both included. */
  public void range(String pointer, long value, long min, long max) {
    String detail = "expected %d to %d, found %d".formatted(min, max, value);
    that(value >= min && value <= max, pointer, "range", detail);
  }

  public void size(String pointer, Collection<?> values, int min, int max) {
    String detail = "expected %d to %d entries, found %d".formatted(min, max, values.size());
    that(values.size() >= min && values.size() <= max, pointer, "size", detail);
  }

  /** Adds a violation unless {@code holds}. */
  public void that(boolean holds, String pointer, String code, String detail) {
    if (!holds) violations.add(new Violation(pointer, code, detail));
  }

  /** Requires a value. */
  public void present(String pointer, @Nullable Object value) {
    that(value != null, pointer, "missing", "a value is required");
  }

  /**
   * Takes over what the rules of a part found, seen from this whole, and hands the part on.
   *
   * @param otherwise what stands for a part that was refused
   */
  public <T> T part(String parent, Outcome<T> part, T otherwise) {
    return switch (part) {
      case Outcome.Done<T>(var value) -> value;
      case Outcome.Refused<T>(Refusal.Invalid(var found)) -> {
        found.forEach(violation -> violations.add(violation.at(parent)));
        yield otherwise;
      }
      case Outcome.Refused<T>(var why) -> throw new IllegalStateException("not a rule: " + why);
    };
  }

  public boolean broken() {
    return !violations.isEmpty();
  }

  public List<Violation> violations() {
    return List.copyOf(violations);
  }

  public <T> Outcome<T> refused() {
    return Outcome.refused(new Refusal.Invalid(violations));
  }

  private @Nullable String checked(String pointer, String text, int max, boolean lines) {
    if (text.isEmpty()) return wrong(pointer, "blank", "expected some text, found only blanks");
    int length = text.codePointCount(0, text.length());
    if (length > max) {
      String detail = "expected at most %d characters, found %d".formatted(max, length);
      return wrong(pointer, "too-long", detail);
    }
    if (text.codePoints().anyMatch(c -> invisible(c, lines))) {
      return wrong(pointer, "character", "control, line-separator and direction marks are refused");
    }
    return text;
  }

  private static boolean invisible(int c, boolean lines) {
    if (lines && (c == '\n' || c == '\t')) return false;
    boolean bidi = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.SURROGATE -> true;
      default -> bidi;
    };
  }

  private <T> @Nullable T missing(String pointer) {
    violations.add(new Violation(pointer, "missing", "a value is required"));
    return null;
  }

  private <T> @Nullable T wrong(String pointer, String code, String detail) {
    violations.add(new Violation(pointer, code, detail));
    return null;
  }
}
