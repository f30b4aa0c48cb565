package hms.cli;

import java.util.Locale;
import picocli.CommandLine.Option;

/** How the rows of a result are printed, as an option of a command. */
final class RowFormat {
  /** The words for it. */
  enum Word {
    CSV("text/csv"),
    JSON("application/json"),
    JSONL("application/x-ndjson");

    private final String mediaType;

    Word(String mediaType) {
      this.mediaType = mediaType;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "Rows as ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Word word = Word.CSV;

  String mediaType() {
    return word.mediaType;
  }
}
