package hms.bench;

import hms.storage.DomainJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a benchmark found, for programs and for people.
 *
 * @param name of the page and its picture
 * @param introduction of the page, whole paragraphs
 * @param more of the page, between table and figures
 */
record BenchReport(
    String name,
    String introduction,
    List<Comparison> comparisons,
    List<Figure> figures,
    String more) {

  /** One line a figure on {@code out}, and the same as JSON. */
  void tell(PrintWriter out, Path json) throws IOException {
    var array = DomainJson.object().putArray("figures");
    for (var figure : figures) {
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

  /** Writes the page and its picture. */
  void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve(name + ".svg"), new BarChart(figures).svg());
    Files.writeString(directory.resolve(name + ".md"), page());
  }

  private String page() {
    var page = new StringBuilder(introduction);
    page.append(
        """

        | | one side | other side | ratio | CPU an operation | CPU ratio |
        |---|---:|---:|---:|---:|---:|
        """);
    comparisons.forEach(each -> page.append(row(each)));
    page.append(more).append("\n![The figures beside their goals](" + name + ".svg)\n\n");
    page.append("What is missed, why, and what would close it: [notes](notes.md).\n\n");
    page.append("| figure | value | goal | |\n|---|---:|---:|---|\n");
    for (var figure : figures) {
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
}
