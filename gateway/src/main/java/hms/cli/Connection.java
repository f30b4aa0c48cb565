package hms.cli;

import hms.client.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the office is and as whom to ask: options that every client command takes. */
final class Connection {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The office (default: $HMS_SERVER, else http://127.0.0.1:8080).")
  private @Nullable URI server;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File with your token (default: $HMS_TOKEN_FILE).")
  private @Nullable Path tokenFile;

  ApiClient client() {
    var environment = System.getenv();
    String usual =
        Objects.requireNonNullElse(environment.get("HMS_SERVER"), "http://127.0.0.1:8080");
    URI to = server != null ? server : URI.create(usual);
    String file = environment.get("HMS_TOKEN_FILE");
    Optional<Path> secret =
        Optional.ofNullable(tokenFile)
            .or(() -> Optional.ofNullable(file).filter(f -> !f.isBlank()).map(Path::of));
    return new ApiClient(to, secret.map(Connection::read), PATIENCE);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the token in " + file, e);
    }
  }
}
