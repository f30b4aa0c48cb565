package hms.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.client.ApiClient;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A file of one's own that a job reads, as an option of a command. */
final class JobInput {
  private static final String INPUT = "input";
  private static final UUID ANY = new UUID(0, 0);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description =
          "Send this file, of at most 100 MiB; it is the parameter input, as of stream, in place of"
              + " an export.")
  private @Nullable Path file;

  /**
   * Sends the file, if there is one, and names it in the submission. What would be refused anyway
   * is refused before.
   */
  ObjectNode sent(ApiClient api, ObjectNode submission) {
    if (file == null) return submission;
    var parameters = submission.withObjectProperty("parameters");
    if (parameters.has(INPUT)) throw wrong("--input and --param input are one too many");
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) throw unreadable();
    parameters.put(INPUT, ANY.toString());
    var unused = api.post("/api/v1/jobs?dryRun=true", submission);
    try {
      var kept = api.upload("/api/v1/job-inputs", file, "text/plain").body();
      parameters.put(INPUT, kept.path("oid").asText());
      return submission;
    } catch (FileNotFoundException gone) {
      throw unreadable();
    }
  }

  private ParameterException unreadable() {
    return wrong("--input: there is no file %s that can be read".formatted(file));
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
