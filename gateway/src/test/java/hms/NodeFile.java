package hms;

import hms.storage.pg.DatabaseConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A configuration of a node, with files for its secrets beside it, for commands that read one. */
public record NodeFile(Path dir) {

  /**
   * The path of a new configuration.
   *
   * @param wrapping what its {@code keys.wrapping-file} holds
   */
  public String write(String name, DatabaseConfig to, String wrapping) throws IOException {
    String yaml =
        """
        postgres:
          url: "postgresql://%s:%d/%s"
          office: {user: %s, password-file: "%s"}
        amqp: {password-file: "%s"}
        keys: {wrapping-file: "%s", office-signing-file: "%s"}
        office: {country: GT}
        """
            .formatted(
                to.host(),
                to.port(),
                to.database(),
                to.user(),
                secret(name + "-pg", to.password()),
                secret(name + "-amqp", "unused"),
                secret(name + "-keys", wrapping),
                secret(name + "-signing", "7e".repeat(32)));
    return Files.writeString(dir.resolve(name + ".yaml"), yaml).toString();
  }

  private Path secret(String name, String text) throws IOException {
    Path file = Files.writeString(dir.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
