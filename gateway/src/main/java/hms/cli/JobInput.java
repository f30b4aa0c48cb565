package hms.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.client.ApiClient;
import hms.domain.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
   * is refused before, but for room (429).
   */
  ObjectNode sent(ApiClient api, ObjectNode submission) {
    if (file == null) return submission;
    var parameters = submission.withObjectProperty("parameters");
    if (parameters.has(INPUT)) throw wrong("--input and --param input are one too many");
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) throw unreadable();
    parameters.put(INPUT, ANY.toString());
    var unused = api.post("/api/v1/jobs?dryRun=true", submission);
    try {
      String key = key(file, submission.path("dedupeKey").asText());
      var kept = api.upload("/api/v1/job-inputs", file, "text/plain", key).body();
      parameters.put(INPUT, kept.path("oid").asText());
      return submission;
    } catch (IOException gone) {
      throw unreadable();
    }
  }

  /** The oid follows from it: submitted again under its dedupe key, a job has the same input. */
  private static String key(Path file, String dedupeKey) throws IOException {
    if (dedupeKey.isEmpty()) return UUID.randomUUID().toString();
    return "input-" + Sha256.hex((digest(file) + dedupeKey).getBytes(UTF_8));
  }

  private static String digest(Path file) throws IOException {
    try (var bytes = Files.newInputStream(file)) {
      var sha256 = MessageDigest.getInstance("SHA-256");
      bytes.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private ParameterException unreadable() {
    return wrong("--input: there is no file %s that can be read".formatted(file));
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
