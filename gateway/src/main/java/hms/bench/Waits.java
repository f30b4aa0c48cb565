package hms.bench;

import hms.domain.job.JobOptions;
import hms.storage.pg.DatabaseConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** How long somebody waits who submits one small job at a time to a cluster with nothing to do. */
final class Waits {
  private static final int WARM_UPS = 50;
  private static final int NINETY_NINTH = 99;

  /** All times are of one machine. What a chunk tells is when it began on its slot. */
  private static final String TIMES =
      """
      select extract(epoch from (select min(started) from job_chunk_result where job = oid)) * 1000,
        extract(epoch from ended) * 1000
      from job where oid = ?
      """;

  private final ClusterTasks tasks;
  private final DatabaseConfig owner;

  Waits(ClusterTasks tasks, DatabaseConfig owner) {
    this.tasks = tasks;
    this.owner = owner;
  }

  /**
   * @param jobs one after the other, each of one chunk
   */
  List<Figure> of(int jobs) {
    var first = new ArrayList<Double>();
    var result = new ArrayList<Double>();
    try (var connection = connect()) {
      for (int i = -WARM_UPS; i < jobs; i++) {
        double began = System.currentTimeMillis();
        UUID job = tasks.one("{\"units\":1}", JobOptions.DEFAULT);
        double[] times = times(connection, job);
        if (i < 0) continue;
        first.add(times[0] - began);
        result.add(times[1] - began);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return List.of(
        new Figure("submit-to-first-chunk-p50-ms", percentile(first, 50), "ms", "<= 3"),
        new Figure("submit-to-first-chunk-p99-ms", percentile(first, NINETY_NINTH), "ms", "<= 20"),
        new Figure("submit-to-result-p50-ms", percentile(result, 50), "ms", "<= 8"));
  }

  private static double percentile(List<Double> of, int percent) {
    var sorted = new ArrayList<>(of);
    Collections.sort(sorted);
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }

  private static double[] times(Connection connection, UUID job) throws SQLException {
    try (var statement = connection.prepareStatement(TIMES)) {
      statement.setObject(1, job);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return new double[] {rows.getDouble(1), rows.getDouble(2)};
      }
    }
  }

  private Connection connect() throws SQLException {
    String url =
        "jdbc:postgresql://%s:%d/%s".formatted(owner.host(), owner.port(), owner.database());
    return DriverManager.getConnection(url, owner.user(), owner.password());
  }
}
