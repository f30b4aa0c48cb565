package hms.bench;

import java.util.ArrayList;
import java.util.List;

/** What the storage benchmark found. */
record StorageFindings(List<Comparison> comparisons) {

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
