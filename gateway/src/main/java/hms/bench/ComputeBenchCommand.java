package hms.bench;

import hms.gateway.local.LocalServers;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the compute cluster; {@code scripts/bench/compute} calls it. */
@Command(name = "bench-compute", hidden = true, description = "Measure the compute cluster.")
public final class ComputeBenchCommand implements Callable<Integer> {
  @Option(names = "--quick", description = "Within a minute, and less sure.")
  private boolean quick;

  @Option(names = "--json", required = true, paramLabel = "FILE")
  private Path json = Path.of("");

  @Option(names = "--page", paramLabel = "DIR", description = "Where the page is written.")
  private Path page = Path.of("docs", "bench");

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description = "Of " + PARTS + ". Writes no page.")
  private Set<String> only = Set.of();

  @Option(names = "--task-peers", paramLabel = "DIR", description = "Peers in Java, built.")
  private @Nullable Path taskPeers;

  @Option(names = "--bullmq", paramLabel = "DIR", description = "BullMQ, installed.")
  private @Nullable Path bullmq;

  @Option(names = "--celery", paramLabel = "DIR", description = "The driver of Celery.")
  private @Nullable Path celery;

  private static final String PARTS = "kernels, tasks, peers, efficiency, waits, workers";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Parts.mustBeKnown(spec, only, PARTS);
    Path dir = Files.createTempDirectory("hms-bench-");
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    try (var servers = LocalServers.start(vertx, dir)) {
      var scale = quick ? ComputeBench.Scale.QUICK : ComputeBench.Scale.WHOLE;
      var peers =
          new TaskPeers.Folders(
              Optional.ofNullable(taskPeers),
              Optional.ofNullable(bullmq),
              Optional.ofNullable(celery));
      var found =
          new ComputeFindings(new ComputeBench(vertx, servers, dir, peers, scale).run(only));
      var report =
          new BenchReport("compute", introduction(), found.comparisons(), found.figures(), "");
      if (!quick && only.isEmpty()) report.write(page);
      report.tell(spec.commandLine().getOut(), json);
      return 0;
    } finally {
      vertx.close().await();
      new ProcessBuilder("rm", "-rf", dir.toString()).start();
    }
  }

  private static String introduction() {
    return """
    # Compute, measured

    Written by `scripts/bench/compute` on %s. The sides take turns, round by round; each number is a median, in brackets
    the smallest and largest ratio of a round.

    Kernels run on one core, and their time is CPU time. Tasks are units of `noop`, each with a row of its own, on a node in
    a process of its own with one slot, beside its database; CPU is that of both. *skip locked* is a table of tasks in the same
    database, from which two threads claim 64 at a time by `for update skip locked` and commit them by an update.

    *Beside* another system: db-scheduler (lock and fetch) and JobRunr (polling each 5 s, as often as it lets one) on the same
    PostgreSQL with 20 threads each and a heap of 1 GiB; BullMQ (200 at a time) and Celery (two processes, late acknowledgement, with
    results) on a Redis whose log is flushed each second; Hazelcast's own executor between two members, which writes nothing down.
    A round is from submitting the first task to the end of the last. CPU is of all processes of a side, database or Redis too.

    *Submit to first chunk*: jobs of one unit, one after the other, on a cluster with nothing else to do; from the row's insert to
    the moment at which the chunk begins, and to the job's end.

    *Efficiency*: waits of so many milliseconds, a chunk each, on one slot, beside a thread that computes the same waits one after
    the other and tells nobody. *Speed-up*: waits of 100 ms on so many workers of one slot, each a process, beside one worker.
    """
        .formatted(StorageBenchCommand.machine());
  }
}
