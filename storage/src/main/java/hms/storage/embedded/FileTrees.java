package hms.storage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is done to a folder and everything below it. Links are never followed. */
final class FileTrees {
  private FileTrees() {}

  /** Deletes {@code root} and everything in it; absent is fine. */
  static void delete(Path root) throws IOException {
    for (Path each : below(root).sorted(Comparator.reverseOrder()).toList()) {
      Files.deleteIfExists(each);
    }
  }

  /** Gives {@code root} and everything in it to {@code user}. */
  static void give(Path root, String user) throws IOException {
    UserPrincipal owner =
        root.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
    for (Path each : below(root).toList()) {
      Files.setAttribute(each, "posix:owner", owner, LinkOption.NOFOLLOW_LINKS);
    }
  }

  private static Stream<Path> below(Path root) throws IOException {
    if (Files.notExists(root, LinkOption.NOFOLLOW_LINKS)) return Stream.of();
    try (Stream<Path> all = Files.walk(root)) {
      return List.copyOf(all.toList()).stream();
    }
  }
}
