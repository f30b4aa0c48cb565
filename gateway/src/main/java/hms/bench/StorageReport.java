package hms.bench;

import hms.storage.DomainJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the storage benchmark found: figures, a page for people and its picture. */
record StorageReport(String machine, boolean quick, List<Comparison> comparisons) {

  List<Figure> figures() {
    var figures = new ArrayList<Figure>();
    for (var each : comparisons) {
      switch (each.name()) {
        case "product read" -> both(figures, each, "product-read-vs-pgbench", ">= 0.60");
        case "order intake" -> both(figures, each, "order-intake-vs-pgbench", ">= 0.75");
        case "revision review" -> both(figures, each, "revision-review-vs-pgbench", ">= 0.75");
        case "outbox drain, 64 messages" ->
            both(figures, each, "outbox-drain-vs-pgbench", ">= 0.60");
        case "catalogue page" -> times(figures, each, "page-10000-vs-page-1", "<= 1.10");
        case "own product" -> overhead(figures, each, "rls-read-overhead");
        case "public product" -> overhead(figures, each, "rls-public-read-overhead");
        default -> throw new IllegalStateException("no figure for " + each.name());
      }
    }
    return figures;
  }

  /** One line a figure on {@code out}, and the same as JSON. */
  void tell(PrintWriter out, Path json) throws IOException {
    var array = DomainJson.object().putArray("figures");
    for (var figure : figures()) {
      out.println(figure.line());
      array
          .addObject()
          .put("name", figure.name())
          .put("value", figure.value())
          .put("unit", figure.unit())
          .put("goal", figure.goal())
          .put("met", figure.met());
    }
    Files.createDirectories(json.toAbsolutePath().getParent());
    Files.writeString(json, array.toPrettyString() + "\n");
  }

  /** Writes {@code storage.md} and {@code storage.svg}. */
  void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("storage.svg"), new BarChart(figures()).svg());
    Files.writeString(directory.resolve("storage.md"), page());
  }

  private String page() {
    var page = new StringBuilder();
    page.append("# Storage, measured\n\nWritten by `scripts/bench/storage`");
    page.append(quick ? " --quick" : "").append(" on ").append(machine).append(".\n");
    page.append(
        """
        Both sides use the same server, rows and number of connections (16) and take turns, round by round; each
        number is a median, in brackets the smallest and largest ratio of a round. CPU is client and server together.

        | | one side | other side | ratio | CPU an operation | CPU ratio |
        |---|---:|---:|---:|---:|---:|
        """);
    comparisons.forEach(each -> page.append(row(each)));
    page.append("\n![The figures beside their goals](storage.svg)\n\n");
    page.append("What is missed, why, and what would close it: [notes](notes.md).\n\n");
    page.append("| figure | value | goal | |\n|---|---:|---:|---|\n");
    for (var figure : figures()) {
      page.append(
          String.format(
              Locale.ROOT,
              "| `%s` | %.2f %s | %s | %s |%n",
              figure.name(),
              figure.value(),
              figure.unit(),
              figure.goal(),
              figure.met() ? "met" : "**missed**"));
    }
    return page.toString();
  }

  private static String row(Comparison each) {
    var spread = each.spread();
    return String.format(
        Locale.ROOT,
        "| %s | %s %,.0f/s | %s %,.0f/s | %.2f (%.2f to %.2f) | %,.0f and %,.0f µs | %.2f |%n",
        each.name(),
        each.us(),
        middle(each.ours()),
        each.peer(),
        middle(each.peers()),
        each.speed(),
        spread[0],
        spread[1],
        cpu(each.ours()),
        cpu(each.peers()),
        each.cpu());
  }

  private static double middle(List<Measured> rounds) {
    return Comparison.median(rounds.stream().map(Measured::perSecond).toList());
  }

  private static double cpu(List<Measured> rounds) {
    return Comparison.median(rounds.stream().map(Measured::cpuPerOperation).toList());
  }

  private static void both(List<Figure> to, Comparison each, String name, String goal) {
    to.add(new Figure(name, each.speed(), "ratio", goal));
    to.add(new Figure(name + "-cpu", each.cpu(), "ratio", "<= 2.00"));
  }

  private static void times(List<Figure> to, Comparison each, String name, String goal) {
    to.add(new Figure(name, 1 / each.speed(), "ratio", goal));
    to.add(new Figure(name + "-cpu", each.cpu(), "ratio", goal));
  }

  private static void overhead(List<Figure> to, Comparison each, String name) {
    to.add(new Figure(name, 100 * (1 / each.speed() - 1), "percent", "<= 12"));
    to.add(new Figure(name + "-cpu", 100 * (each.cpu() - 1), "percent", "<= 12"));
  }
}
