package hms.storage.embedded;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs {@code initdb} and {@code postgres}, unpacked from the class path once per version
 * into a cache that all processes of the machine share.
 */
final class PostgresBinaries {
  private static final int ANY_EXECUTE = 0111;

  private PostgresBinaries() {}

  /**
   * The cache of this user: {@code $XDG_CACHE_HOME/hms}, else {@code ~/.cache/hms}; {@code instead}
   * for a user who has no home to write to.
   */
  static Path userCache(Path instead) {
    String configured = System.getenv("XDG_CACHE_HOME");
    String home = Objects.requireNonNullElse(System.getenv("HOME"), "");
    Path cache =
        configured != null && Path.of(configured).isAbsolute()
            ? Path.of(configured, "hms")
            : Path.of(home.isEmpty() ? System.getProperty("user.home") : home, ".cache", "hms");
    try {
      return Files.isWritable(Files.createDirectories(cache)) ? cache : instead;
    } catch (IOException noHome) {
      return instead;
    }
  }

  /**
   * The folder with {@code bin}, {@code lib} and {@code share}; unpacked first if it is missing.
   * Many processes may call this at once: each unpacks for itself, the first rename wins.
   */
  static Path unpackedIn(Path cache) throws IOException {
    Path home = cache.toAbsolutePath().resolve("postgres-" + version());
    if (Files.isDirectory(home)) return home;
    Files.createDirectories(cache);
    Path fresh = Files.createTempDirectory(cache, "postgres-unpacking-");
    unpack(fresh);
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    moveUnlessPresent(fresh, home);
    return home;
  }

  private static String version() throws IOException {
    var properties = new Properties();
    try (InputStream in = resource("/hms/storage/embedded/postgres.properties")) {
      properties.load(in);
    }
    return properties.getProperty("version");
  }

  private static String archive() {
    return switch (System.getProperty("os.arch")) {
      case "aarch64" -> "/postgres-linux-arm_64.txz";
      default -> "/postgres-linux-x86_64.txz";
    };
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = PostgresBinaries.class.getResourceAsStream(name);
    if (in == null) throw new FileNotFoundException("not on the class path: " + name);
    return in;
  }

  private static void unpack(Path target) throws IOException {
    try (InputStream in = resource(archive());
        var tar = new TarArchiveInputStream(new XZInputStream(in))) {
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) unpack(entry, tar, target);
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException {
    Path path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) throw new IOException("leaves the archive: " + entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, path);
    boolean program = (entry.getMode() & ANY_EXECUTE) != 0;
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static void moveUnlessPresent(Path fresh, Path home) throws IOException {
    try {
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException wonByAnother) {
      FileTrees.delete(fresh);
    } catch (FileSystemException failure) {
      FileTrees.delete(fresh);
      if (!Files.isDirectory(home)) throw failure;
    }
  }
}
