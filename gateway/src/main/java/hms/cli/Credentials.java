package hms.cli;

import hms.storage.DomainJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The sessions of this person, one an office, in a file that nobody else can read. It is replaced
 * as a whole, so that there is always one that is complete.
 */
final class Credentials {
  private static final Set<PosixFilePermission> OWN =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final FileAttribute<?> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path file;

  /**
   * @param token a bearer token
   * @param code a second factor was asked for, and will be again
   */
  record Kept(String email, String token, Instant expires, boolean code) {
    @Override
    public String toString() {
      return "Kept[" + email + "]";
    }
  }

  /** What is in the file: sessions by the address of the office. */
  private record Content(Map<String, Kept> sessions) {}

  Credentials(Path file) {
    this.file = file;
  }

  /** The session at this office, which may be over; empty if there is none. */
  Optional<Kept> of(URI server) {
    return Optional.ofNullable(read().get(name(server)));
  }

  void put(URI server, Kept kept) {
    var all = read();
    all.put(name(server), kept);
    write(all);
  }

  void remove(URI server) {
    var all = read();
    if (all.remove(name(server)) != null) write(all);
  }

  @Override
  public String toString() {
    return file.toString();
  }

  private TreeMap<String, Kept> read() {
    try {
      if (Files.notExists(file)) return new TreeMap<>();
      if (!OWN.containsAll(Files.getPosixFilePermissions(file))) {
        throw new IllegalStateException(
            "%s holds your sessions and others can get at it: chmod 600 it".formatted(file));
      }
      return new TreeMap<>(DomainJson.own(Files.readString(file), Content.class).sessions());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private void write(Map<String, Kept> all) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder, FOLDER);
      // Nobody but the owner can open it from the first instant on.
      Path next =
          Files.createTempFile(
              folder, "credentials", "", PosixFilePermissions.asFileAttribute(OWN));
      Files.writeString(next, DomainJson.indented(DomainJson.tree(new Content(all))));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static String name(URI server) {
    return server.toString().replaceAll("/+$", "");
  }
}
