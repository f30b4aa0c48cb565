package hms.cli;

import hms.client.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the office is and as whom to ask: options that every client command takes. */
final class Connection {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The office (default: $HMS_SERVER, else http://127.0.0.1:8080).")
  private @Nullable URI server;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File with your token (default: $HMS_TOKEN, $HMS_TOKEN_FILE, else your session of hms login).")
  private @Nullable Path tokenFile;

  /**
   * As whom to ask.
   *
   * @param origin where it comes from, for people
   */
  record Proof(String token, String origin) {}

  ApiClient client() {
    return client(proof().map(Proof::token), PATIENCE);
  }

  /** One that asks with this token; empty for nobody in particular. */
  ApiClient client(Optional<String> token, Duration patience) {
    return new ApiClient(server(), token, patience);
  }

  URI server() {
    return server != null ? server : surroundings().usualServer();
  }

  /** The nearest one counts: option, environment, session. */
  Optional<Proof> proof() {
    var around = surroundings();
    return Optional.ofNullable(tokenFile)
        .map(file -> new Proof(read(file), "--token-file"))
        .or(() -> around.variable("HMS_TOKEN").map(token -> new Proof(token, "HMS_TOKEN")))
        .or(() ->
            around
                .variable("HMS_TOKEN_FILE")
                .map(file -> new Proof(read(Path.of(file)), "HMS_TOKEN_FILE")))
        .or(() ->
            around.credentials().of(server()).map(kept -> new Proof(kept.token(), "hms login")));
  }

  Surroundings surroundings() {
    return ((Hms) command.root().userObject()).surroundings();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the token in " + file, e);
    }
  }
}
