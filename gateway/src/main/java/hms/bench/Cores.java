package hms.bench;

import java.io.IOException;
import java.util.Arrays;

/**
 * Gives the last core to this process and the others to what it measures, as if each were a machine
 * of its own. A latency measured on a core that both share is mostly the time until the other one
 * lets go of it.
 */
final class Cores {
  private Cores() {}

  /**
   * Whether it could be done: not on a machine of one core, nor without taskset(1).
   *
   * @param measured process ids, all threads of them; a database that they ask stays where it is
   */
  static boolean apart(long... measured) {
    int cores = Runtime.getRuntime().availableProcessors();
    if (cores < 2) return false;
    int last = cores - 1;
    return Arrays.stream(measured).allMatch(each -> pin(each, "0-" + (last - 1)))
        && pin(ProcessHandle.current().pid(), "" + last);
  }

  private static boolean pin(long process, String cores) {
    var command = new ProcessBuilder("taskset", "-a", "-c", "-p", cores, "" + process);
    command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      return command.start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
