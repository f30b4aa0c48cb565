package hms.storage;

import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;

/** JSON with a member a line: {@code "name": "Bowl"}. */
final class Indented {
  private static final DefaultIndenter BY_FOUR = new DefaultIndenter("    ", "\n");

  static final PrettyPrinter FORM =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
          .withObjectIndenter(BY_FOUR)
          .withArrayIndenter(BY_FOUR);

  private Indented() {}
}
