package hms.cli;

import hms.NodeFile;
import hms.TestOffice;
import hms.domain.Role;
import hms.storage.pg.DatabaseConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Somebody who types commands and reads what they print. */
final class Operator {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** Runs a command line; answers its exit code. What was printed before is forgotten. */
  int run(String... args) {
    return run(Map.of(), "", args);
  }

  /**
   * The same, somewhere else.
   *
   * @param environment all variables there
   * @param typed what is answered to questions
   */
  int run(Map<String, String> environment, String typed, String... args) {
    out.reset();
    err.reset();
    var in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
    return Hms.run(
        List.of(args),
        new Surroundings(environment, in),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  /**
   * The environment of somebody who has this role at the office of all tests.
   *
   * @param dir where the token is put
   */
  static Map<String, String> signedIn(Path dir, Role role) throws IOException {
    var token = Files.writeString(dir.resolve("token"), TestOffice.get().token(role));
    return Map.of("HMS_SERVER", TestOffice.get().url(), "HMS_TOKEN_FILE", token.toString());
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** Writes the configuration of an office with that database; answers the file. */
  static String config(Path dir, String name, DatabaseConfig to) throws IOException {
    return new NodeFile(dir).write(name, to, "unused");
  }
}
