package hms.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import hms.cluster.compare.Variant;
import hms.domain.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** All runs of one variant. */
final class ComparedRuns {
  static final String HEAD =
      "variant     slots   seconds (min .. max)        speed-up  efficiency  cpu-s   checksum";

  private static final double NANOS = 1e9;
  private static final int DIGITS = 16;

  /** The cluster may tell the members of a result in another order. */
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final String word;
  private final int slots;
  private final List<Double> walls = new ArrayList<>();
  private final List<Double> cpus = new ArrayList<>();
  private final List<String> checksums = new ArrayList<>();

  ComparedRuns(String word, int slots) {
    this.word = word;
    this.slots = slots;
  }

  String word() {
    return word;
  }

  void add(Variant.Run run) {
    add(run.wall(), run.cpu(), run.json());
  }

  void add(Duration wall, Duration cpu, String result) {
    walls.add(wall.toNanos() / NANOS);
    cpus.add(cpu.toNanos() / NANOS);
    checksums.add(checksum(result));
  }

  /** The median. */
  double seconds() {
    return median(walls);
  }

  Stream<String> checksums() {
    return checksums.stream();
  }

  /**
   * A line under {@link #HEAD}.
   *
   * @param serial seconds of the run by one thread
   */
  String line(double serial) {
    double speedUp = serial / seconds();
    return String.format(
        Locale.ROOT,
        "%-10s  %5d  %8.3f (%.3f .. %.3f)  %10.2f  %8.0f %%  %6.2f   %s",
        word,
        slots,
        seconds(),
        walls.stream().mapToDouble(each -> each).min().orElseThrow(),
        walls.stream().mapToDouble(each -> each).max().orElseThrow(),
        speedUp,
        100 * speedUp / slots,
        median(cpus),
        checksums.getFirst());
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static String checksum(String result) {
    try {
      byte[] canonical =
          JSON.writeValueAsString(JSON.readValue(result, Map.class))
              .getBytes(StandardCharsets.UTF_8);
      return Sha256.hex(canonical).substring(0, DIGITS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result that is no JSON: " + result, e);
    }
  }
}
