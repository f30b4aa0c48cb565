package hms.bench;

import hms.storage.pg.DatabaseConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleSupplier;

/**
 * What one would write in an afternoon: a table of tasks, workers that claim 64 by {@code select
 * ... for update skip locked} under a lease, and commit them by an update. The baseline that
 * decides whether a protocol is worth having.
 */
final class SkipLockedJobs {
  private static final int WORKERS = 2;

  private static final String CLAIM =
      """
      update bench_task set lease = now() + interval '3 s', attempt = attempt + 1
      where n in (select n from bench_task where not done and lease < now()
        order by n limit 64 for update skip locked)
      returning n
      """;

  private static final String COMMIT =
      "update bench_task set done = true, result = 1 where n = any(?)";

  private final DatabaseConfig owner;
  private final DoubleSupplier databaseCpu;

  SkipLockedJobs(DatabaseConfig owner, DoubleSupplier databaseCpu) {
    this.owner = owner;
    this.databaseCpu = databaseCpu;
  }

  /**
   * Does for the whole database what autovacuum would do sooner or later, and not while we measure:
   * until then, a node's connections keep plans that were made for empty tables. Those of this
   * baseline plan anew each round.
   */
  void settle() {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("vacuum analyze");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** So many tasks, from inserting them to the last commit. */
  Measured noop(long tasks) {
    try (var connection = connect()) {
      prepare(connection);
      double own = ProcessCpu.own();
      double below = databaseCpu.getAsDouble();
      long began = System.nanoTime();
      insert(connection, tasks);
      work();
      double seconds = (System.nanoTime() - began) / 1e9;
      return new Measured(
          tasks, seconds, ProcessCpu.own() - own, databaseCpu.getAsDouble() - below);
    } catch (SQLException | ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void prepare(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          """
          create table if not exists bench_task (n bigint primary key, done bool not null,
            lease timestamptz not null, attempt int not null, result bigint) with (fillfactor = 50);
          create index if not exists bench_task_open on bench_task (n) where not done;
          truncate bench_task
          """);
    }
  }

  private static void insert(Connection connection, long tasks) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "insert into bench_task select n, false, '-infinity', 0, null from generate_series(1, ?) n")) {
      statement.setLong(1, tasks);
      statement.executeUpdate();
    }
  }

  private void work() throws InterruptedException, ExecutionException {
    try (var pool = Executors.newFixedThreadPool(WORKERS)) {
      var all = new ArrayList<Future<Void>>();
      Callable<Void> worker =
          () -> {
            drain();
            return null;
          };
      for (int i = 0; i < WORKERS; i++) all.add(pool.submit(worker));
      for (var each : all) each.get();
    }
  }

  private void drain() throws SQLException {
    try (var connection = connect();
        var claim = connection.prepareStatement(CLAIM);
        var commit = connection.prepareStatement(COMMIT)) {
      while (true) {
        var claimed = new ArrayList<Long>();
        try (var rows = claim.executeQuery()) {
          while (rows.next()) claimed.add(rows.getLong(1));
        }
        if (claimed.isEmpty()) return;
        commit.setArray(1, connection.createArrayOf("bigint", claimed.toArray()));
        commit.executeUpdate();
      }
    }
  }

  private Connection connect() throws SQLException {
    String url =
        "jdbc:postgresql://%s:%d/%s?prepareThreshold=1"
            .formatted(owner.host(), owner.port(), owner.database());
    return DriverManager.getConnection(url, owner.user(), owner.password());
  }
}
