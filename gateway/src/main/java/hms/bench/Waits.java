package hms.bench;

import hms.domain.job.JobOptions;
import hms.storage.JobStore;
import hms.storage.pg.PgJobViews;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How long somebody waits who submits one small job at a time to a cluster with nothing to do. All
 * clocks are those of one machine.
 */
final class Waits {
  private static final int WARM_UPS = 50;
  private static final int NINETY_NINTH = 99;

  private final ClusterTasks tasks;
  private final JobStore jobs;
  private final PgJobViews views;

  Waits(ClusterTasks tasks, JobStore jobs, PgJobViews views) {
    this.tasks = tasks;
    this.jobs = jobs;
    this.views = views;
  }

  /**
   * @param count of jobs, one after the other, each of one chunk
   */
  List<Figure> of(int count) {
    var first = new ArrayList<Double>();
    var result = new ArrayList<Double>();
    for (int i = -WARM_UPS; i < count; i++) {
      var began = Instant.now();
      var job = tasks.one("{\"units\":1}", JobOptions.DEFAULT);
      var chunk = views.chunks(job, 0, 1).await().getFirst();
      var ended = jobs.find(job).await().orElseThrow().ended().orElseThrow();
      if (i < 0) continue;
      first.add(millis(began, chunk.started()));
      result.add(millis(began, ended));
    }
    return List.of(
        new Figure("submit-to-first-chunk-p50-ms", percentile(first, 50), "ms", "<= 3"),
        new Figure("submit-to-first-chunk-p99-ms", percentile(first, NINETY_NINTH), "ms", "<= 20"),
        new Figure("submit-to-result-p50-ms", percentile(result, 50), "ms", "<= 8"));
  }

  private static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e6;
  }

  private static double percentile(List<Double> of, int percent) {
    var sorted = of.stream().sorted().toList();
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }
}
