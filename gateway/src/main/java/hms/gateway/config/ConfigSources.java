package hms.gateway.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Where values come from. Precedence: flag, environment, file.
 *
 * @param flags by key, as {@code http.port}
 * @param environment all variables; only those named {@code HMS_...} count
 * @param file YAML or JSON, nested ({@code http: {port: 1}}) or flat ({@code http.port: 1})
 */
public record ConfigSources(
    Map<String, String> flags, Map<String, String> environment, Optional<Path> file) {
  private static final int FLAG = 500;
  private static final int ENVIRONMENT = 400;
  private static final int FILE = 300;
  private static final String PREFIX = "HMS_";

  /** Variables of the command line, which a node ignores. */
  private static final Set<String> NOT_OURS =
      Set.of(
          "HMS_CONTEXT",
          "HMS_SERVER",
          "HMS_TOKEN",
          "HMS_TOKEN_FILE",
          "HMS_CONFIG_DIR",
          "HMS_OUTPUT",
          "HMS_PAGER",
          "HMS_NO_INPUT",
          "HMS_FORCE_TTY",
          "HMS_DEBUG");

  public ConfigSources {
    flags = Map.copyOf(flags);
    environment = Map.copyOf(environment);
  }

  SmallRyeConfig combined(Map<String, String> fromFile) {
    List<ConfigSource> sources =
        List.of(
            new PropertiesConfigSource(flags, "flag", FLAG),
            new EnvConfigSource(withoutPrefix(), ENVIRONMENT),
            new PropertiesConfigSource(fromFile, "file", FILE));
    return new SmallRyeConfigBuilder().withSources(sources).build();
  }

  /** Where a value of that rank comes from, in the operator's words. */
  String origin(int ordinal) {
    return switch (ordinal) {
      case FLAG -> "flag";
      case ENVIRONMENT -> "environment";
      default -> String.valueOf(file.orElseThrow().getFileName());
    };
  }

  /**
   * The keys and values of the file; a list is one value, joined by commas.
   *
   * @throws IllegalArgumentException if it cannot be read or is not YAML
   */
  Map<String, String> fromFile() {
    if (file.isEmpty()) return Map.of();
    try {
      var yaml = new YamlConfigSource("file", Files.readString(file.get()));
      Map<String, String> values = new HashMap<>();
      yaml.getProperties().forEach((key, value) -> putUnlessElement(values, key, value));
      return values;
    } catch (IOException absent) {
      throw new IllegalArgumentException(file.get() + ": cannot be read", absent);
    } catch (RuntimeException malformed) {
      throw new IllegalArgumentException(
          file.get() + ": not YAML: " + malformed.getMessage(), malformed);
    }
  }

  /** The names of the variables that ought to be keys. */
  Set<String> variables() {
    var names = new TreeSet<String>();
    for (String name : environment.keySet()) {
      if (name.startsWith(PREFIX) && !NOT_OURS.contains(name)) names.add(name);
    }
    return names;
  }

  /** {@code http.json-max} as {@code HMS_HTTP_JSON_MAX}. */
  static String variable(String key) {
    return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private Map<String, String> withoutPrefix() {
    Map<String, String> values = new HashMap<>();
    environment.forEach((name, value) -> {
      if (name.startsWith(PREFIX)) values.put(name.substring(PREFIX.length()), value);
    });
    return values;
  }

  private static void putUnlessElement(Map<String, String> values, String key, String value) {
    // The reader gives a list twice, whole and by element, and quotes a key that has dots of its
    // own.
    if (!key.endsWith("]")) values.put(key.replace("\"", ""), value);
  }
}
