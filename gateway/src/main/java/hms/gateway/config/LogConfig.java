package hms.gateway.config;

/**
 * {@code log}: what a node tells.
 *
 * @param level error, warn, info, debug or trace
 * @param access a line for each HTTP request
 */
public record LogConfig(String level, boolean access) {

  static LogConfig read(ConfigReader in) {
    String levels = "error|warn|info|debug|trace";
    return new LogConfig(
        in.matching("log.level", "info", levels, "one of " + levels), in.flag("log.access", true));
  }
}
