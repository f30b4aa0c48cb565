package hms.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Who sits at this command line, and where: what the environment says and what is typed. */
final class Surroundings {
  private static final String HERE = "http://127.0.0.1:8080";

  private final Map<String, String> environment;
  private final BufferedReader lines;
  private final boolean typed;

  /**
   * @param in what is read where there is no terminal
   */
  Surroundings(Map<String, String> environment, InputStream in) {
    this.environment = Map.copyOf(environment);
    this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.typed = in == System.in;
  }

  /** What a variable says; empty if it is not there, or blank. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** The office that is meant unless another one is named. */
  URI usualServer() {
    return URI.create(variable("HMS_SERVER").orElse(HERE));
  }

  /** By whose clock times are told here. */
  ZoneId zone() {
    return variable("TZ")
        .filter(ZoneId.getAvailableZoneIds()::contains)
        .map(ZoneId::of)
        .orElseGet(ZoneId::systemDefault);
  }

  /** Where sessions are kept. */
  Credentials credentials() {
    var folder =
        variable("HMS_CONFIG_DIR")
            .map(Path::of)
            .or(() -> variable("XDG_CONFIG_HOME").map(home -> Path.of(home, "hms")))
            .orElseGet(
                () -> Path.of(variable("HOME").orElseGet(Surroundings::home), ".config", "hms"));
    return new Credentials(folder.resolve("credentials"));
  }

  /** A line that somebody answers; empty at the end of what there is to read. */
  String line(PrintWriter prompts, String question) {
    prompts.print(question);
    prompts.flush();
    return read();
  }

  /** The same, unseen at a terminal. */
  String secret(PrintWriter prompts, String question) {
    var console = typed ? System.console() : null;
    if (console == null) return line(prompts, question);
    char[] password = console.readPassword("%s", question);
    return password == null ? "" : new String(password);
  }

  private String read() {
    try {
      return Objects.requireNonNullElse(lines.readLine(), "").strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what was typed", e);
    }
  }

  private static String home() {
    return System.getProperty("user.home");
  }
}
