package hms.gateway.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Files that hold one secret each. */
public final class SecretFiles {
  private static final Set<PosixFilePermission> OPEN =
      Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

  private SecretFiles() {}

  /** The secret without the white space around it. */
  public static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read the secret in " + file, failure);
    }
  }

  /**
   * {@code file} itself.
   *
   * @throws IllegalArgumentException if it cannot be read by us, or can be by others
   */
  static Path checked(Path file) {
    if (!Files.isReadable(file)) throw new IllegalArgumentException("no such readable file");
    try {
      if (Files.getPosixFilePermissions(file).stream().anyMatch(OPEN::contains)) {
        throw new IllegalArgumentException("others can read it: chmod 600");
      }
      return file;
    } catch (IOException failure) {
      throw new IllegalArgumentException("cannot read its mode", failure);
    }
  }
}
