package hms.gateway.job;

import hms.storage.pg.PgJobReport.Spread;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** How long chunks took, as a picture. */
final class ReportTimes {
  private static final int LEFT = 200;
  private static final int WIDTH = 900;
  private static final int LINE = 16;

  /** 10 us, 20 us, 50 us and so on to 1000 s. */
  static final List<Long> BOUNDS =
      LongStream.iterate(10, decade -> decade <= 1_000_000_000, decade -> 10 * decade)
          .boxed()
          .flatMap(decade -> Stream.of(decade, 2 * decade, 5 * decade))
          .filter(bound -> bound <= 1_000_000_000)
          .toList();

  private ReportTimes() {}

  static void draw(Markup page, List<Spread> spread) {
    long most = spread.stream().mapToLong(Spread::chunks).max().orElse(1);
    page.shape("<svg viewBox=\"0 0 1200 %d\" role=\"img\">", spread.size() * LINE + 4);
    int y = 0;
    for (var each : spread) {
      page.shape("<text x=\"0\" y=\"%d\">", y + LINE - 4).text(label(each)).tags("</text>");
      page.shape(
          "<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
          LEFT, y + 2, 1 + (double) WIDTH * each.chunks() / most, LINE - 4);
      page.shape(
          "<text x=\"%.1f\" y=\"%d\">%,d</text>",
          LEFT + 6 + (double) WIDTH * each.chunks() / most, y + LINE - 4, each.chunks());
      y += LINE;
    }
    page.tags("</svg>\n");
  }

  /** A time for people: three digits and a unit. */
  static String text(long micros) {
    if (micros < 1_000) return micros + " us";
    if (micros < 1_000_000) return String.format(Locale.ROOT, "%.3g ms", micros / 1e3);
    return String.format(Locale.ROOT, "%,.1f s", micros / 1e6);
  }

  private static String label(Spread each) {
    int at = each.index();
    if (at == 0) return "below " + text(BOUNDS.getFirst());
    if (at == BOUNDS.size()) return text(BOUNDS.getLast()) + " and more";
    return text(BOUNDS.get(at - 1)) + " to " + text(BOUNDS.get(at));
  }
}
