package hms.cli;

import hms.storage.pg.DatabaseConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    String yaml =
        """
        postgres:
          url: "postgresql://%s:%d/%s"
          office: {user: %s, password-file: "%s"}
        amqp: {password-file: "%s"}
        keys: {wrapping-file: "%s"}
        office: {country: GT}
        """
            .formatted(
                to.host(),
                to.port(),
                to.database(),
                to.user(),
                secret(dir, name + "-pg", to.password()),
                secret(dir, name + "-amqp", "unused"),
                secret(dir, name + "-keys", "unused"));
    return Files.writeString(dir.resolve(name + ".yaml"), yaml).toString();
  }

  private static Path secret(Path dir, String name, String text) throws IOException {
    Path file = Files.writeString(dir.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
