package hms.storage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a program that refuses root is started: as an ordinary user directly, as root in a user
 * namespace of its own, and where those are forbidden as another user.
 *
 * @param prefix words before the program
 * @param fileOwner who must own the files, if it is not ourselves
 */
record RunAs(List<String> prefix, Optional<String> fileOwner) {
  private static final List<String> CANDIDATES = List.of("postgres", "nobody");

  RunAs {
    prefix = List.copyOf(prefix);
  }

  static RunAs detect() throws IOException {
    if (!root()) return new RunAs(List.of(), Optional.empty());
    if (succeeds("unshare", "-U", "true")) return namespace();
    for (String user : CANDIDATES) {
      if (succeeds("id", user)) return user(user);
    }
    throw new IOException(
        "PostgreSQL refuses to run as root: allow user namespaces or add a user, one of "
            + CANDIDATES);
  }

  static RunAs namespace() {
    return new RunAs(List.of("unshare", "-U"), Optional.empty());
  }

  static RunAs user(String name) throws IOException {
    String group = Command.run(List.of("id", "-g", name), "").output().strip();
    return new RunAs(
        List.of("setpriv", "--reuid=" + name, "--regid=" + group, "--clear-groups"),
        Optional.of(name));
  }

  /** {@code program} with the words before it. */
  List<String> command(List<String> program) {
    return Stream.concat(prefix.stream(), program.stream()).toList();
  }

  /** Lets the program own {@code path} and everything in it. */
  void own(Path path) throws IOException {
    if (fileOwner.isPresent()) FileTrees.give(path, fileOwner.get());
  }

  static boolean root() throws IOException {
    return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }

  private static boolean succeeds(String... command) throws IOException {
    return Command.run(new ArrayList<>(List.of(command)), "").exitCode() == 0;
  }
}
