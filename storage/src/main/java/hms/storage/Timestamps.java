package hms.storage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/** RFC 3339 in UTC with six fraction digits: {@code 2026-11-22T16:12:03.123456Z}. */
public final class Timestamps {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Pattern RFC3339 =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z");

  private Timestamps() {}

  public static String text(Instant instant) {
    return FORM.format(instant);
  }

  /**
   * Takes fewer or more digits and cuts to microseconds, the precision of the database.
   *
   * @throws IllegalArgumentException or a DateTimeException if it is not RFC 3339 in UTC
   */
  public static Instant instant(String text) {
    if (!RFC3339.matcher(text).matches()) {
      throw new IllegalArgumentException("expected a time such as 2026-11-22T16:12:03.123456Z");
    }
    return Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
  }
}
