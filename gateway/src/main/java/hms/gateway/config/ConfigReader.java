package hms.gateway.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads each key once, by its type and range, and remembers every problem instead of stopping at
 * the first. A bad value is read as its default, which nobody sees: {@link #refuseProblems} comes
 * last.
 */
public final class ConfigReader {
  private final ConfigSources sources;
  private final Map<String, String> fromFile;
  private final SmallRyeConfig config;
  private final Map<String, EffectiveValue> values = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * @throws ConfigRefused if the file cannot be read
   */
  public ConfigReader(ConfigSources sources) {
    this.sources = sources;
    try {
      fromFile = sources.fromFile();
    } catch (IllegalArgumentException unreadable) {
      throw new ConfigRefused(List.of(String.valueOf(unreadable.getMessage())));
    }
    config = sources.combined(fromFile);
  }

  /** Fails if anything was wrong, a key that nobody asked for included. */
  public void refuseProblems() {
    findUnknown();
    if (!problems.isEmpty()) throw new ConfigRefused(problems);
  }

  /** Every key that was asked for, by name. */
  public List<EffectiveValue> values() {
    return List.copyOf(values.values());
  }

  /** Notes {@code problem} if {@code holds} is false. */
  void check(boolean holds, String problem) {
    if (!holds) problems.add(problem);
  }

  String text(String key, String byDefault) {
    return read(key, byDefault, text -> text);
  }

  String matching(String key, String byDefault, String pattern, String expected) {
    return read(
        key, byDefault, text -> require(text, text.matches(pattern), "expected " + expected));
  }

  int integer(String key, String byDefault, int min, int max) {
    String expected = "expected a number from " + min + " to " + max;
    return read(
        key,
        byDefault,
        text -> {
          int value = Integer.parseInt(require(text, text.matches("-?\\d{1,9}"), expected));
          return require(value, value >= min && value <= max, expected);
        });
  }

  boolean flag(String key, boolean byDefault) {
    return read(
        key,
        String.valueOf(byDefault),
        text -> require(text, text.matches("true|false"), "expected true or false").equals("true"));
  }

  Duration duration(String key, String byDefault, String min, String max) {
    return read(
        key,
        byDefault,
        text -> {
          Duration value = Units.duration(text);
          boolean inRange =
              value.compareTo(Units.duration(min)) >= 0
                  && value.compareTo(Units.duration(max)) <= 0;
          return require(value, inRange, "expected " + min + " to " + max);
        });
  }

  /** In bytes. */
  long size(String key, String byDefault, String min, String max) {
    return read(
        key,
        byDefault,
        text -> {
          long value = Units.sizeBytes(text);
          boolean inRange = value >= Units.sizeBytes(min) && value <= Units.sizeBytes(max);
          return require(value, inRange, "expected " + min + " to " + max);
        });
  }

  RateConfig.Rate rate(String key, String byDefault) {
    return read(key, byDefault, RateConfig.Rate::of);
  }

  /** Values by comma, each of which {@code element} accepts or refuses by an exception. */
  <T> List<T> list(String key, String byDefault, Function<String, T> element) {
    return read(
        key,
        byDefault,
        text ->
            Arrays.stream(text.replaceAll("[\\[\\]]", "").split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(element)
                .toList());
  }

  URI url(String key, String byDefault, String scheme) {
    String expected = "expected " + scheme + "://host:port";
    return read(
        key,
        byDefault,
        text -> {
          URI url = URI.create(text);
          boolean complete = scheme.equals(url.getScheme()) && url.getHost() != null;
          return require(url, complete && url.getPort() > 0, expected);
        });
  }

  Path path(String key, String byDefault) {
    return read(key, byDefault, Path::of);
  }

  /** A folder that is there, absent if the key is not set. */
  Optional<Path> folder(String key) {
    return read(
        key,
        "",
        text -> {
          if (text.isEmpty()) return Optional.empty();
          return Optional.of(
              require(Path.of(text), Files.isDirectory(Path.of(text)), "no such folder"));
        });
  }

  /** A file with a secret, absent if the key is not set; refused if others can read it. */
  Optional<Path> secretFile(String key) {
    return read(
        key,
        "",
        text ->
            text.isEmpty() ? Optional.empty() : Optional.of(SecretFiles.checked(Path.of(text))));
  }

  /** As {@link #secretFile}, but its absence is a problem where {@code needed}. */
  Optional<Path> secretFile(String key, boolean needed) {
    Optional<Path> file = secretFile(key);
    String value = config.getConfigValue(key).getValue();
    boolean given = value != null && !value.isBlank();
    check(given || !needed, key + " is missing: the name of a file with mode 0600");
    return file;
  }

  private <T> T read(String key, String byDefault, Function<String, T> parse) {
    ConfigValue found = config.getConfigValue(key);
    String text = found.getValue() == null ? byDefault : found.getValue().strip();
    values.put(key, new EffectiveValue(key, text, byDefault, origin(found)));
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException bad) {
      problems.add("%s: '%s' (%s): %s".formatted(key, text, origin(found), bad.getMessage()));
      return parse.apply(byDefault);
    }
  }

  private String origin(ConfigValue found) {
    return found.getValue() == null ? "default" : sources.origin(found.getConfigSourceOrdinal());
  }

  private void findUnknown() {
    findUnknown(sources.flags().keySet(), values.keySet(), "a flag");
    String file = sources.file().map(Path::toString).orElse("");
    findUnknown(fromFile.keySet(), values.keySet(), file);
    List<String> variables = values.keySet().stream().map(ConfigSources::variable).toList();
    findUnknown(sources.variables(), variables, "the environment");
  }

  private void findUnknown(Collection<String> given, Collection<String> known, String where) {
    for (String key : given.stream().sorted().toList()) {
      if (known.contains(key)) continue;
      String nearest = NearestKey.to(key, known);
      problems.add("%s: unknown key of %s; did you mean %s?".formatted(key, where, nearest));
    }
  }

  private static <T> T require(T value, boolean holds, String expected) {
    if (!holds) throw new IllegalArgumentException(expected);
    return value;
  }
}
