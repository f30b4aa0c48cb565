package hms.domain;

import java.text.Normalizer;
import java.util.Locale;

/** Readable names for addresses, made from what people call a thing: {@code [a-z0-9-]{3,40}}. */
public final class Handle {
  /** Leaves room for {@code -2}, {@code -3} ..., by which the store tells namesakes apart. */
  private static final int LENGTH = 36;

  private Handle() {}

  /**
   * The handle of a name; uniqueness is the store's to add.
   *
   * @param prefix what stands before a name of which fewer than three letters are left
   */
  public static String of(String name, String prefix) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFD);
    String dashed = plain.toLowerCase(Locale.ROOT).replaceAll("\\p{M}", "");
    String handle = dashed.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String cut = handle.substring(0, Math.min(LENGTH, handle.length())).replaceAll("-$", "");
    return cut.length() < 3 ? (prefix + "-" + cut).replaceAll("-$", "") : cut;
  }
}
