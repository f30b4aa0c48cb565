package hms.storage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A random secret kept in a file that only its owner can read. */
public final class SecretFile {
  private static final int SIZE_BYTES = 24;

  private SecretFile() {}

  /**
   * The secret in {@code file}, made on first use: 32 characters of URL-safe Base64.
   *
   * @throws IOException if the file cannot be read or made
   */
  public static String readOrCreate(Path file) throws IOException {
    if (Files.notExists(file)) create(file);
    return Files.readString(file).strip();
  }

  private static void create(Path file) throws IOException {
    byte[] random = new byte[SIZE_BYTES];
    new SecureRandom().nextBytes(random);
    var folder = PosixFilePermissions.fromString("rwx------");
    Files.createDirectories(
        file.toAbsolutePath().getParent(), PosixFilePermissions.asFileAttribute(folder));
    var mode = PosixFilePermissions.fromString("rw-------");
    Files.createFile(file, PosixFilePermissions.asFileAttribute(mode));
    Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }
}
