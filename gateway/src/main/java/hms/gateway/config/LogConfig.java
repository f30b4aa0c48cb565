package hms.gateway.config;

/**
 * {@code log}: what a node tells.
 *
 * @param level error, warn, info, debug or trace
 * @param format auto (text on a terminal, else json), text or json
 */
public record LogConfig(String level, String format) {

  static LogConfig read(ConfigReader in) {
    String levels = "error|warn|info|debug|trace";
    return new LogConfig(
        in.matching("log.level", "info", levels, "one of " + levels),
        in.matching("log.format", "auto", "auto|text|json", "auto, text or json"));
  }
}
