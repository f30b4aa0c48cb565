package hms.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Signals to processes that we have started ourselves. */
final class Signals {
  private Signals() {}

  /**
   * SIGSTOP now, SIGCONT after a while. A shell keeps the time: it wakes the process even if we are
   * gone by then, so that none stays behind asleep.
   *
   * @return ends when the process is awake again
   */
  static Process freeze(long pid, Duration span) {
    String seconds = String.format(Locale.ROOT, "%.3f", span.toMillis() / 1e3);
    return shell("kill -STOP " + pid + " && sleep " + seconds + "; kill -CONT " + pid);
  }

  /** SIGQUIT: a PostgreSQL server drops everything at once, as in a crash. */
  static void quit(long pid) {
    shell("kill -QUIT " + pid).onExit().join();
  }

  private static Process shell(String command) {
    try {
      return new ProcessBuilder(List.of("sh", "-c", command)).inheritIO().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
