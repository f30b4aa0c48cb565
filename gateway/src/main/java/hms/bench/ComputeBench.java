package hms.bench;

import hms.cluster.jobs.BuiltIn;
import hms.domain.job.Interval;
import hms.gateway.local.ChildNode;
import hms.gateway.local.LocalCluster;
import hms.gateway.local.LocalServers;
import hms.storage.pg.PgDatabase;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The kernels on one core, and tasks on a real node with a real database. */
final class ComputeBench {
  private static final int SLOTS = 1;

  /** Times of tasks whose efficiency is looked at. */
  private static final int[] MILLIS = {1, 10, 100};

  private final Vertx vertx;
  private final LocalServers servers;
  private final Path dir;
  private final TaskPeers.Folders peers;
  private final Scale scale;

  /**
   * @param rounds that count
   * @param integers a round of a kernel
   * @param tasks a round
   * @param busyMillis that each efficiency is measured over
   * @param waits small jobs, one at a time
   */
  record Scale(int rounds, long integers, long tasks, int busyMillis, int waits) {
    static final Scale WHOLE = new Scale(5, 1_000_000, 100_000, 4000, 500);
    static final Scale QUICK = new Scale(2, 300_000, 20_000, 1000, 100);
  }

  /** What was found. */
  record Found(List<Comparison> comparisons, List<Figure> single) {}

  ComputeBench(Vertx vertx, LocalServers servers, Path dir, TaskPeers.Folders peers, Scale scale) {
    this.vertx = vertx;
    this.servers = servers;
    this.dir = dir;
    this.peers = peers;
    this.scale = scale;
  }

  /**
   * @param only kernels, tasks, peers, efficiency, waits, workers; empty for all
   */
  Found run(Set<String> only) {
    var comparisons = new ArrayList<Comparison>();
    var single = new ArrayList<Figure>();
    if (wanted(only, "kernels")) {
      comparisons.addAll(new Kernels(scale.rounds(), scale.integers()).run());
      single.addAll(new DataKernels(scale.rounds()).run());
      new StreamKernel(scale.rounds()).run().ifPresent(single::add);
    }
    if (!only.equals(Set.of("kernels"))) onANode(only, comparisons, single);
    return new Found(comparisons, single);
  }

  private static boolean wanted(Set<String> only, String part) {
    return only.isEmpty() || only.contains(part);
  }

  private void onANode(Set<String> only, List<Comparison> comparisons, List<Figure> single) {
    var database = PgDatabase.open(vertx, servers.postgres().office());
    try (var cluster = new LocalCluster(dir, servers, OfficeUnderTest.freePort(), Workers.MOST)) {
      ChildNode node = cluster.startCompute(1);
      var tasks =
          new ClusterTasks(database.jobs(), () -> ProcessCpu.tree(node.pid()), this::databaseCpu);
      var baseline = new SkipLockedJobs(servers.postgres().owner(), this::databaseCpu);
      var warm = List.of(tasks.noop(scale.tasks(), false), baseline.noop(scale.tasks()));
      baseline.settle();
      if (wanted(only, "tasks")) {
        comparisons.add(tasks(tasks, baseline, false));
        comparisons.add(tasks(tasks, baseline, true));
      }
      if (wanted(only, "waits")) {
        single.addAll(new Waits(tasks, database.jobs(), database.jobViews()).of(scale.waits()));
      }
      if (wanted(only, "peers")) {
        comparisons.addAll(
            new TaskPeers(peers, dir, servers.postgres().owner(), this::databaseCpu, scale.rounds())
                .run(count -> tasks.noop(count, false), scale.tasks() / 2));
      }
      if (wanted(only, "efficiency")) {
        for (int millis : MILLIS) single.add(efficiency(tasks, millis));
      }
      // The last, because they stay.
      if (wanted(only, "workers")) {
        var workers = new Workers(cluster, database.jobViews(), tasks);
        single.addAll(workers.speedUps(Math.min(3, scale.rounds()), scale.busyMillis()));
      }
    }
  }

  private Comparison tasks(ClusterTasks tasks, SkipLockedJobs baseline, boolean fast) {
    return Comparison.of(
        fast ? "tasks, fast" : "tasks, strict",
        "HMS",
        () -> tasks.noop(scale.tasks(), fast),
        "skip locked",
        () -> baseline.noop(scale.tasks()),
        scale.rounds());
  }

  /**
   * What a slot of the cluster does, of what a thread does that computes the same tasks one after
   * the other and tells nobody: speed-up by slots. A round of each, in turns.
   */
  private Figure efficiency(ClusterTasks tasks, int millis) {
    long count = (long) SLOTS * scale.busyMillis() / millis;
    var shares = new ArrayList<Double>();
    for (int round = 0; round <= scale.rounds(); round++) {
      var cluster = tasks.sleep(count, millis);
      double alone = alone(count / SLOTS, millis);
      if (round > 0) shares.add(100 * alone / cluster.seconds());
    }
    double share = Comparison.median(shares);
    String goal = millis == 1 ? ">= 90" : ">= 97";
    return new Figure("efficiency-" + millis + "ms", share, "percent", goal);
  }

  /** Seconds. */
  private static double alone(long tasks, int millis) {
    var job = BuiltIn.types().bind("sleep", ClusterTasks.sleeping(tasks, millis)).orThrow();
    long began = System.nanoTime();
    try {
      for (long unit = 0; unit < tasks; unit++) {
        var unused = job.compute(new Interval(unit, unit + 1), () -> {});
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private double databaseCpu() {
    return ProcessCpu.tree(servers.postgres().pid());
  }
}
