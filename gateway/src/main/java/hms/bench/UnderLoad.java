package hms.bench;

import hms.bench.Generator.Answered;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** How a node answers at a part of what it can do, and at a multiple of it. */
final class UnderLoad {
  private static final double USUAL = 0.7;
  private static final double TOO_MUCH = 3;
  private static final int USERS = 16;
  private static final int SECONDS = 10;
  private static final int WARM_SECONDS = 10;

  /** More than a node answers at a time: it refuses the others. */
  private static final int MANY = 512;

  private final URI office;
  private final URI bare;
  private final Calls calls;
  private final int seconds;
  private final List<Row> rows = new ArrayList<>();
  private final List<Figure> figures = new ArrayList<>();

  private record Asked(String what, URI server, Supplier<byte[]> requests) {}

  /**
   * One run.
   *
   * @param peak requests a second of a closed loop
   * @param asked requests a second that were due
   */
  record Row(String name, double peak, double asked, Answered answered) {
    String text() {
      return String.format(
          Locale.ROOT,
          "| %s | %,.0f/s | %,.0f/s | %,.0f/s | %,d | %,d | %.2f | %.1f | %.1f | %.1f |%n",
          name,
          peak,
          asked,
          answered.goodPerSecond(),
          answered.refused(),
          answered.wrong(),
          answered.millis(50),
          answered.millis(90),
          answered.millis(99),
          answered.millis(99.9));
    }
  }

  /**
   * @param bare answers as much as a catalogue page, and does nothing else: what the machine does
   *     to anybody's latency
   */
  UnderLoad(URI office, URI bare, Calls calls, HttpBench.Scale scale) {
    this.office = office;
    this.bare = bare;
    this.calls = calls;
    this.seconds = scale.rounds() > 2 ? SECONDS : 4;
    usual();
    tooMuch();
  }

  List<Row> rows() {
    return List.copyOf(rows);
  }

  List<Figure> figures() {
    return List.copyOf(figures);
  }

  private void usual() {
    spread("", usual(new Asked("catalogue page", office, calls::page)));
    spread("-looked-up", usual(new Asked("catalogue page, looked up", office, calls::lookedUp)));
    var limit = usual(new Asked("bare handler", bare, calls::page));
    var orders = usual(new Asked("order intake", office, calls::order));
  }

  private void spread(String of, Answered answered) {
    double ratio = answered.millis(99) / answered.millis(50);
    figures.add(new Figure("p99-over-p50-at-70" + of, ratio, "ratio", "<= 5"));
  }

  private Answered usual(Asked asked) {
    double peak = peak(asked);
    return run(asked, USERS, peak, USUAL);
  }

  private void tooMuch() {
    var mixed = new Asked("mixed", office, calls::mixed);
    double peak = peak(mixed);
    var normal = run(mixed, USERS, peak, USUAL);
    if (normal.wrong() > 0) throw new IllegalStateException(normal.wrong() + " wrong answers");
    var flooded = run(mixed, MANY, peak, TOO_MUCH);
    double kept = flooded.goodPerSecond() / peak;
    figures.add(new Figure("overload-goodput-vs-peak", kept, "ratio", ">= 0.90"));
    figures.add(new Figure("overload-other-errors", flooded.wrong(), "answers", "<= 0"));
  }

  private double peak(Asked asked) {
    try (var generator = new Generator(asked.server(), USERS, asked.requests())) {
      var warm = generator.run(new Pace.Closed(USERS, WARM_SECONDS));
      return generator.run(new Pace.Closed(USERS, seconds)).allGood().goodPerSecond();
    }
  }

  /**
   * Begins some seconds before what counts: what it takes to open the connections that this rate
   * needs, and to compile what they run, is not what is asked for.
   *
   * @param connections as many as {@code peak} was measured with, or it is a part of something else
   */
  private Answered run(Asked asked, int connections, double peak, double part) {
    double rate = part * peak;
    String name = String.format(Locale.ROOT, "%s at %.0f %%", asked.what(), 100 * part);
    System.err.printf(Locale.ROOT, "%s: %,.0f/s ...%n", name, rate);
    try (var generator = new Generator(asked.server(), connections, asked.requests())) {
      var warm = generator.run(new Pace.Open(rate, (long) (rate * WARM_SECONDS)));
      var answered = generator.run(new Pace.Open(rate, (long) (rate * seconds)));
      rows.add(new Row(name, peak, rate, answered));
      System.err.print(rows.getLast().text());
      return answered;
    }
  }
}
