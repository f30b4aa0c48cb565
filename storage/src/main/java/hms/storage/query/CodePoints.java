package hms.storage.query;

import java.util.Comparator;

/** Texts as PostgreSQL sees them: sequences of code points. */
final class CodePoints {
  static final Comparator<String> ORDER = CodePoints::compare;

  private CodePoints() {}

  /** Can the database hold it? It has no NUL, and UTF-8 has no lone surrogates. */
  static boolean storable(String text) {
    return text.codePoints().noneMatch(each -> each == 0 || isSurrogate(each));
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static int compare(String one, String other) {
    int both = Math.min(one.length(), other.length());
    for (int i = 0; i < both; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) return Integer.compare(rank(a), rank(b));
    }
    return Integer.compare(one.length(), other.length());
  }

  /** Surrogates stand for code points above all others; at the first difference that decides. */
  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }
}
