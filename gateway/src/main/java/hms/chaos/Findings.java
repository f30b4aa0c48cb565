package hms.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all runs of a chaos came to, as lines {@code name value}. */
final class Findings {
  /** Milliseconds that somebody waits, and the most that is good. */
  enum Wait {
    WORKER_KILL("worker-kill-to-rerun-p99-ms", 1000),
    WORKER_HANG("worker-hang-to-rerun-p99-ms", 3500),
    ORCHESTRATOR_KILL("orchestrator-kill-to-resume-p99-ms", 2000),
    CANCEL("cancel-p99-ms", 100);

    private final String figure;
    private final long goal;

    Wait(String figure, long goal) {
      this.figure = figure;
      this.goal = goal;
    }

    String figure() {
      return figure;
    }

    long goal() {
      return goal;
    }
  }

  private static final double P99 = 0.99;

  private final Map<Wait, List<Long>> waits = new LinkedHashMap<>();
  private long checked;
  private long mismatches;
  private long doubled;

  void add(Verdict verdict) {
    checked++;
    doubled += verdict.doubled();
    if (!verdict.agrees()) mismatches++;
  }

  void add(Wait wait, long millis) {
    waits.computeIfAbsent(wait, first -> new ArrayList<>()).add(millis);
  }

  /** False if any result is wrong, lost or counted twice. */
  boolean sound() {
    return mismatches == 0 && doubled == 0 && checked > 0;
  }

  /** Waits that were not measured are left out. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("jobs-checked " + checked);
    lines.add("oracle-mismatches " + mismatches);
    lines.add("chunks-doubled " + doubled);
    for (Wait wait : Wait.values()) {
      if (waits.containsKey(wait)) lines.add(wait.figure() + " " + p99(wait));
    }
    return lines;
  }

  /** For people: samples, median, largest and goal of each wait. */
  List<String> rows() {
    var rows = new ArrayList<String>();
    for (Wait wait : Wait.values()) {
      if (!waits.containsKey(wait)) continue;
      var sorted = waits.get(wait).stream().sorted().toList();
      boolean met = p99(wait) <= wait.goal();
      rows.add(
          "| `%s` | %d | %d | %d | <= %d | %s |"
              .formatted(
                  wait.figure(),
                  sorted.size(),
                  sorted.get((sorted.size() - 1) / 2),
                  p99(wait),
                  wait.goal(),
                  met ? "met" : "**missed**"));
    }
    return rows;
  }

  /** The smallest that 99 of 100 do not exceed; of fewer than 100, the largest. */
  private long p99(Wait wait) {
    var sorted = waits.getOrDefault(wait, List.of()).stream().sorted().toList();
    return sorted.get((int) Math.ceil(P99 * sorted.size()) - 1);
  }
}
