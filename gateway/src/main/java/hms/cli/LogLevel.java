package hms.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much a node tells; libraries keep their own, higher thresholds. */
final class LogLevel {
  private LogLevel() {}

  static void set(String level) {
    if (LoggerFactory.getLogger("hms") instanceof Logger own) own.setLevel(Level.toLevel(level));
  }
}
