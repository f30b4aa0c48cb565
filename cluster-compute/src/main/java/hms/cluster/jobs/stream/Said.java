package hms.cluster.jobs.stream;

import hms.domain.job.Legible;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What a program says on its standard error: lines for people, of which the last 64 KiB are kept,
 * {@code reporter:counter:group,name,amount}, which are added up, and {@code reporter:status:line},
 * which is told at once. Source: Hadoop Streaming, "How do I update counters and status".
 */
final class Said {
  private static final int KEPT = 64 * 1024;
  private static final int LINE_MAX = 4096;
  private static final int COUNTERS_MAX = 100;
  private static final Pattern COUNTER =
      Pattern.compile("reporter:counter:([^,\\t\\x00]{1,100}),([^,\\t\\x00]{1,100}),(-?\\d{1,18})");
  private static final String STATUS = "reporter:status:";

  private final Consumer<String> status;
  private final StringBuilder lines = new StringBuilder();
  private final Map<String, Long> counters = new TreeMap<>();

  /**
   * @param status is told each status as it comes
   */
  Said(Consumer<String> status) {
    this.status = status;
  }

  /** Reads to the end. */
  void read(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    try (var buffered = new BufferedInputStream(in)) {
      for (int next = buffered.read(); next >= 0; next = buffered.read()) {
        if (next == '\n') {
          take(line);
        } else if (line.size() < LINE_MAX) {
          line.write(next);
        }
      }
    }
    if (line.size() > 0) take(line);
  }

  private void take(ByteArrayOutputStream bytes) {
    String line = bytes.toString(StandardCharsets.UTF_8);
    bytes.reset();
    var counter = COUNTER.matcher(line);
    if (counter.matches()) {
      String name = Legible.of(counter.group(1)) + "\t" + Legible.of(counter.group(2));
      long amount = Long.parseLong(counter.group(3));
      if (counters.size() < COUNTERS_MAX || counters.containsKey(name)) {
        counters.merge(name, amount, Long::sum);
      }
    } else if (line.startsWith(STATUS)) {
      status.accept(line.substring(STATUS.length()).strip());
    } else {
      lines.append(line).append('\n');
      if (lines.length() > 2 * KEPT) lines.delete(0, lines.length() - KEPT);
    }
  }

  /** At most so many characters from its end. */
  String last(int most) {
    return lines.substring(Math.max(0, lines.length() - Math.min(most, KEPT)));
  }

  /** Group, name and sum by tabs, a line each, in the order of their names. */
  byte[] counters() {
    var text = new StringBuilder();
    counters.forEach((name, sum) -> text.append(name).append('\t').append(sum).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
