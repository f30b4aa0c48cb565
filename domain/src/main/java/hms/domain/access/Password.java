package hms.domain.access;

import hms.domain.Outcome;
import hms.domain.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A password that a person chose: long enough, and not one of those that are tried first. It need
 * have no digits or signs; those make it harder to remember, not to guess. Source: NIST SP 800-63B,
 * 5.1.1.2.
 *
 * @param text in the form NFKC, so that it is the same from each keyboard
 */
public record Password(String text) {
  public static final int MIN = 12;
  public static final int MAX = 128;
  private static final Set<String> COMMON = common();

  public Password {
    text = Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  /**
   * Errors: Invalid at {@code pointer} with {@code too-short}, {@code too-long}, {@code common}.
   *
   * @param email of the person, which is tried first too
   */
  public static Outcome<Password> chosen(String pointer, String text, String email) {
    var password = new Password(text);
    int length = password.text().codePointCount(0, password.text().length());
    if (length < MIN) {
      return wrong(pointer, "too-short", "expected at least %d characters".formatted(MIN));
    }
    if (length > MAX) {
      return wrong(pointer, "too-long", "expected at most %d characters".formatted(MAX));
    }
    String word = password.text().toLowerCase(Locale.ROOT);
    if (COMMON.contains(word) || word.equals(email) || repeated(word)) {
      return wrong(pointer, "common", "everybody who guesses tries this one first");
    }
    return Outcome.done(password);
  }

  @Override
  public String toString() {
    return "Password[hidden]";
  }

  /** One character, or a few, again and again. */
  private static boolean repeated(String word) {
    for (int size = 1; size <= 4; size++) {
      String piece = word.substring(0, size);
      if (piece.repeat(word.length() / size + 1).startsWith(word)) return true;
    }
    return false;
  }

  private static Outcome<Password> wrong(String pointer, String code, String detail) {
    return Outcome.refused(Refusal.Invalid.of(pointer, code, detail));
  }

  private static Set<String> common() {
    try (InputStream in = Password.class.getResourceAsStream("common-passwords.txt")) {
      if (in == null) throw new IllegalStateException("expected the resource common-passwords.txt");
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
