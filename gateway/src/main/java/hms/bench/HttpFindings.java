package hms.bench;

import hms.bench.UnderLoad.Row;
import java.util.ArrayList;
import java.util.List;

/** What the HTTP benchmark found. */
record HttpFindings(List<Comparison> comparisons, List<Figure> single, List<Row> rows) {

  List<Figure> figures() {
    var all = new ArrayList<Figure>();
    for (var each : comparisons) {
      switch (each.name()) {
        case "catalogue page" -> both(all, each, "catalogue-read-vs-pgbench", ">= 0.60");
        case "catalogue page, looked up" ->
            both(all, each, "catalogue-lookup-vs-pgbench", ">= 0.60");
        case "product detail, looked up" -> both(all, each, "product-lookup-vs-pgbench", ">= 0.60");
        case "product detail" -> both(all, each, "product-detail-vs-pgbench", ">= 0.60");
        case "product detail with spans that are not told" ->
            both(all, each, "spans-vs-none", ">= 0.80");
        case "not modified" -> both(all, each, "not-modified-vs-bare-handler", ">= 0.85");
        case "signed create" -> both(all, each, "signed-create-vs-pgbench", ">= 0.60");
        case "order intake" -> both(all, each, "order-intake-vs-pgbench", ">= 0.60");
        case "catalogue page beside Vendure" ->
            all.add(new Figure("catalogue-read-vs-peer-per-cpu", 1 / each.cpu(), "ratio", ">= 40"));
        default -> throw new IllegalStateException("no figure for " + each.name());
      }
    }
    all.addAll(single);
    return all;
  }

  private static void both(List<Figure> to, Comparison each, String name, String goal) {
    to.add(new Figure(name, each.speed(), "ratio", goal));
    to.add(new Figure(name + "-cpu", each.cpu(), "ratio", "<= 2.00"));
  }
}
