package hms.bench;

import hms.gateway.local.LocalCluster;
import hms.storage.pg.PgJobViews;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * The same waits on one worker, on two and so on, each a process of its own with one slot: tasks
 * that need no processor show what the engine costs as it grows, on a machine of any size.
 */
final class Workers {
  static final int MOST = 16;
  private static final int MILLIS = 100;
  private static final double EFFICIENCY = 0.95;
  private static final long LOOK_NANOS = 20_000_000;
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  private final LocalCluster cluster;
  private final PgJobViews views;
  private final ClusterTasks tasks;
  private int running = 1;

  /**
   * @param cluster has one worker by now
   */
  Workers(LocalCluster cluster, PgJobViews views, ClusterTasks tasks) {
    this.cluster = cluster;
    this.views = views;
    this.tasks = tasks;
  }

  /** How many times as fast as one worker are so many? */
  List<Figure> speedUps(int rounds, int busyMillis) {
    double one = perSecond(rounds, busyMillis);
    var figures = new ArrayList<Figure>();
    while (running < MOST) {
      grow(2 * running);
      String goal = String.format(Locale.ROOT, ">= %.2f", EFFICIENCY * running);
      double speedUp = perSecond(rounds, busyMillis) / one;
      figures.add(new Figure("speed-up-%d-workers".formatted(running), speedUp, "times", goal));
    }
    return figures;
  }

  private double perSecond(int rounds, int busyMillis) {
    long count = (long) running * busyMillis / MILLIS;
    var found = new ArrayList<Double>();
    for (int round = 0; round <= rounds; round++) {
      var measured = tasks.sleep(count, MILLIS);
      // The first one warms up and does not count.
      if (round > 0) found.add(measured.perSecond());
    }
    return Comparison.median(found);
  }

  private void grow(int to) {
    while (running < to) {
      var unused = cluster.startCompute(++running);
    }
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (views.nodes().await().size() < to) {
      if (System.nanoTime() > until)
        throw new IllegalStateException("not all %d came".formatted(to));
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
