package hms.cli;

import hms.NodeFile;
import hms.storage.pg.DatabaseConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Somebody who types commands and reads what they print. */
final class Operator {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** Runs a command line; answers its exit code. What was printed before is forgotten. */
  int run(String... args) {
    out.reset();
    err.reset();
    return Hms.run(
        List.of(args),
        InputStream.nullInputStream(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
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
