package hms.chaos;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of some processes has a connection: a proxy sees only the port that it comes from.
 *
 * <p>Source: proc(5), {@code /proc/net/tcp} and {@code /proc/[pid]/fd}.
 */
final class SocketOwners {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
  private static final int LOCAL = 1;
  private static final int INODE = 9;

  private SocketOwners() {}

  /**
   * The name of the process that has a TCP socket with this local port; empty if none of them has.
   */
  static Optional<String> of(int port, Map<String, Long> pids) {
    var sockets = new ArrayList<String>();
    for (Path table : TABLES) sockets.addAll(sockets(table, port));
    return pids.entrySet().stream()
        .filter(each -> hasOne(each.getValue(), sockets))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static List<String> sockets(Path table, int port) {
    String ending = ":%04X".formatted(port);
    try (var lines = Files.lines(table)) {
      return lines
          .map(line -> line.strip().split("\\s+"))
          .filter(words -> words.length > INODE && words[LOCAL].endsWith(ending))
          .map(words -> "socket:[" + words[INODE] + "]")
          .toList();
    } catch (IOException absent) {
      return List.of();
    }
  }

  private static boolean hasOne(long pid, List<String> sockets) {
    try (var files = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
      for (Path file : files) if (sockets.contains(target(file))) return true;
      return false;
    } catch (IOException | DirectoryIteratorException gone) {
      return false;
    }
  }

  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
