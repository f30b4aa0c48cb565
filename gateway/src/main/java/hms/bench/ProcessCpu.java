package hms.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** CPU time of processes in seconds, from {@code /proc} (proc(5), field 14 to 17 of stat). */
final class ProcessCpu {
  private static final double TICKS_PER_SECOND = 100;
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int ENDED_USER = 13;
  private static final int ENDED_SYSTEM = 14;

  private ProcessCpu() {}

  /** Of this JVM. */
  static double own() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }

  /** Of a server with all its children, those that have ended too. */
  static double tree(long pid) {
    var root = ProcessHandle.of(pid).orElseThrow();
    double ended = fields(pid, ENDED_USER, ENDED_SYSTEM);
    return ended
        + Stream.concat(Stream.of(root), root.descendants())
            .mapToDouble(process -> fields(process.pid(), USER, SYSTEM))
            .sum();
  }

  /** Of all children of this JVM that have ended. */
  static double endedChildren() {
    return fields(ProcessHandle.current().pid(), ENDED_USER, ENDED_SYSTEM);
  }

  private static double fields(long pid, int first, int second) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The name of the program is in parentheses and may hold blanks.
      var fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
      long ticks = Long.parseLong(fields.get(first)) + Long.parseLong(fields.get(second));
      return ticks / TICKS_PER_SECOND;
    } catch (IOException gone) {
      return 0;
    }
  }
}
