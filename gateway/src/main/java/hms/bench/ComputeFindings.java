package hms.bench;

import java.util.ArrayList;
import java.util.List;

/** What the benchmark of the compute cluster found. */
record ComputeFindings(ComputeBench.Found found) {

  List<Comparison> comparisons() {
    return found.comparisons();
  }

  List<Figure> figures() {
    var all = new ArrayList<Figure>();
    for (var each : found.comparisons()) {
      switch (each.name()) {
        case "divisor sums" -> {
          all.add(new Figure("divisor-sums-vs-pari", each.speed(), "ratio", ">= 3"));
          all.add(millions("divisor-sums", each, ">= 50"));
        }
        case "prime factors, as text" -> {
          all.add(new Figure("factorisation-vs-coreutils", each.speed(), "ratio", ">= 10"));
          all.add(millions("factorisation", each, ">= 20"));
        }
        case "random integers of 62 bits" ->
            all.add(new Figure("hard-factors-vs-coreutils", each.speed(), "ratio", ">= 1"));
        case "divisor sums near 10^6" ->
            all.add(new Figure("sieve-vs-naive", each.speed(), "ratio", ">= 10000"));
        case "tasks, strict" -> {
          all.add(new Figure("durable-tasks-per-second", perSecond(each), "tasks/s", ">= 20000"));
          all.add(new Figure("cpu-us-per-durable-task", cpu(each), "µs", "<= 80"));
          all.add(new Figure("tasks-vs-skip-locked", each.speed(), "ratio", ">= 1"));
          all.add(new Figure("cpu-vs-skip-locked", each.cpu(), "ratio", "<= 1"));
        }
        case "tasks, fast" ->
            all.add(new Figure("fast-tasks-per-second", perSecond(each), "tasks/s", ">= 50000"));
        case "tasks beside hazelcast" -> all.add(beside("hazelcast", each, ">= 1"));
        case "tasks beside db-scheduler" -> all.add(beside("db-scheduler", each, ">= 2"));
        case "tasks beside jobrunr" -> all.add(beside("jobrunr", each, ">= 5"));
        case "tasks beside bullmq" -> all.add(beside("bullmq", each, ">= 1"));
        case "tasks beside celery" -> all.add(beside("celery", each, ">= 10"));
        default -> throw new IllegalStateException("no figure for " + each.name());
      }
    }
    all.addAll(found.single());
    return all;
  }

  private static Figure beside(String peer, Comparison each, String goal) {
    return new Figure("tasks-vs-" + peer, each.speed(), "ratio", goal);
  }

  private static Figure millions(String name, Comparison each, String goal) {
    return new Figure(name + "-per-second-and-core", perSecond(each) / 1e6, "million", goal);
  }

  private static double perSecond(Comparison each) {
    return Comparison.median(each.ours().stream().map(Measured::perSecond).toList());
  }

  private static double cpu(Comparison each) {
    return Comparison.median(each.ours().stream().map(Measured::cpuPerOperation).toList());
  }
}
