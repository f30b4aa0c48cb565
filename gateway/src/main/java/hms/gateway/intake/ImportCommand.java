package hms.gateway.intake;

import hms.gateway.file.Format;
import java.util.UUID;

/** What can be asked of imports. */
public sealed interface ImportCommand {

  /** Tries every row of a file that has come in. */
  record Begin(String resource, Format format, UUID file) implements ImportCommand {}

  /** Puts the rows in. */
  record Commit(UUID of) implements ImportCommand {}
}
