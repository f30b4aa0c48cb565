package hms.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work to be done before the process ends, by SIGTERM, Ctrl-C or its own will. */
final class Shutdown {
  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  private Shutdown() {}

  static void onExit(AutoCloseable work) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(work), "hms-shutdown"));
  }

  private static void close(AutoCloseable work) {
    try {
      work.close();
    } catch (Exception e) {
      LOG.atWarn().setCause(e).log("stopped with a failure");
    }
  }
}
