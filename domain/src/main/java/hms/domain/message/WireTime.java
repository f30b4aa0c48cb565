package hms.domain.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Instants as text on the wire: RFC 3339 UTC with six fraction digits and {@code Z}, always.
 *
 * <p>Second 60 and offsets are refused: one instant has one text.
 */
public final class WireTime {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern FORM =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT([01]\\d|2[0-3])(:[0-5]\\d){2}\\.\\d{6}Z");

  private WireTime() {}

  /** {@code 2026-11-22T16:12:03.123456Z}; what is finer than a microsecond is cut. */
  public static String format(Instant instant) {
    return FORMAT.format(instant);
  }

  /** Empty if the text has another form, or names a day that does not exist. */
  public static Optional<Instant> parse(String text) {
    if (!FORM.matcher(text).matches()) return Optional.empty();
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }
}
