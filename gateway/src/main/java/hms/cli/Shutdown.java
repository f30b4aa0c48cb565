package hms.cli;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work to be done before the process ends, by SIGTERM, Ctrl-C or its own will. */
final class Shutdown {
  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  private Shutdown() {}

  static void onExit(AutoCloseable work) {
    onExit(work, Duration.ZERO);
  }

  /**
   * @param atMost leaves the work undone after this time: what counts is in the database; zero
   *     waits for as long as it takes
   */
  static void onExit(AutoCloseable work, Duration atMost) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(work, atMost), "hms-shutdown"));
  }

  private static void close(AutoCloseable work, Duration atMost) {
    var closing = Thread.ofPlatform().daemon().name("hms-closing").start(() -> close(work));
    try {
      closing.join(atMost.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (closing.isAlive()) LOG.atWarn().addKeyValue("after", atMost).log("stopped undrained");
  }

  private static void close(AutoCloseable work) {
    try {
      work.close();
    } catch (Exception e) {
      LOG.atWarn().setCause(e).log("stopped with a failure");
    }
  }
}
