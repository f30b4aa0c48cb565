package hms.gateway.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations such as {@code 500ms} or {@code 7d} and sizes such as {@code 64KiB}. */
final class Units {
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12})([A-Za-z]+)");

  private static final Map<String, Duration> TIMES =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private static final Map<String, Integer> SIZES =
      Map.of("B", 1, "KiB", 1 << 10, "MiB", 1 << 20, "GiB", 1 << 30);

  private Units() {}

  /**
   * @throws IllegalArgumentException with what was expected
   */
  static Duration duration(String text) {
    Matcher found = AMOUNT.matcher(text);
    if (!found.matches() || !TIMES.containsKey(found.group(2))) {
      throw new IllegalArgumentException("expected a duration such as 500ms, 5s, 2m, 12h or 7d");
    }
    return TIMES.get(found.group(2)).multipliedBy(Long.parseLong(found.group(1)));
  }

  /**
   * The size in bytes.
   *
   * @throws IllegalArgumentException with what was expected
   */
  static long sizeBytes(String text) {
    Matcher found = AMOUNT.matcher(text);
    if (!found.matches() || !SIZES.containsKey(found.group(2))) {
      throw new IllegalArgumentException("expected a size such as 512B, 64KiB, 10MiB or 1GiB");
    }
    return SIZES.get(found.group(2)) * Long.parseLong(found.group(1));
  }
}
