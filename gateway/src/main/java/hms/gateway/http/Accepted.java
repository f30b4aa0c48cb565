package hms.gateway.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The types of answers that a caller takes: header {@code Accept}. Source: RFC 9110, 12.5.1. */
final class Accepted {
  private static final Pattern QUALITY = Pattern.compile("q=([01](\\.\\d*)?)");

  private final List<Range> ranges;

  private Accepted(List<Range> ranges) {
    this.ranges = ranges;
  }

  /** {@code text/*;q=0.5}: which types, and how much they are wanted, 0 to 1. */
  private record Range(String type, double quality) {
    boolean covers(String asked) {
      if (type.equals("*/*") || type.equals(asked)) return true;
      return type.endsWith("/*") && asked.startsWith(type.substring(0, type.length() - 1));
    }

    /** The closer one of two decides. */
    int closeness() {
      if (type.equals("*/*")) return 0;
      return type.endsWith("/*") ? 1 : 2;
    }
  }

  /**
   * @param headers all there are; none means that anything is taken
   */
  static Accepted of(List<String> headers) {
    var ranges = new ArrayList<Range>();
    for (var header : headers) {
      Stream.of(header.split(",", -1))
          .map(each -> each.strip().toLowerCase(Locale.ROOT))
          .filter(each -> !each.isEmpty())
          .map(Accepted::range)
          .forEach(ranges::add);
    }
    return new Accepted(ranges);
  }

  /** Is one of these types taken? True if there are none: then nothing is answered but a status. */
  boolean anyOf(Collection<String> types) {
    return ranges.isEmpty() || types.isEmpty() || types.stream().anyMatch(this::takes);
  }

  /** The one that is wanted most; of equals the one that stands first. */
  String best(List<String> types) {
    return types.stream().reduce((a, b) -> quality(b) > quality(a) ? b : a).orElseThrow();
  }

  private boolean takes(String type) {
    return quality(type) > 0;
  }

  /** That of the range that names it most closely. */
  private double quality(String type) {
    return ranges.stream()
        .filter(range -> range.covers(type))
        .max(Comparator.comparing(Range::closeness))
        .map(Range::quality)
        .orElse(0.0);
  }

  private static Range range(String text) {
    var parts = text.split(";", -1);
    double quality =
        Stream.of(parts)
            .skip(1)
            .map(each -> QUALITY.matcher(each.strip()))
            .filter(Matcher::matches)
            .mapToDouble(each -> Double.parseDouble(each.group(1)))
            .findFirst()
            .orElse(1);
    return new Range(parts[0].strip(), quality);
  }
}
