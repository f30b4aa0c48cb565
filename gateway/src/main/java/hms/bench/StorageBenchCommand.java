package hms.bench;

import hms.storage.embedded.EmbeddedPostgres;
import hms.storage.pg.Migrations;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures the storage on a server of its own; {@code scripts/bench/storage} calls it. */
@Command(name = "bench-storage", hidden = true, description = "Measure the storage.")
public final class StorageBenchCommand implements Callable<Integer> {
  @Mixin private BenchOptions options = new BenchOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Path dir = Files.createTempDirectory("hms-bench-");
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    try (var postgres = EmbeddedPostgres.start(dir)) {
      Migrations.migrate(postgres.owner());
      var scale = options.quick ? StorageBench.Scale.QUICK : StorageBench.Scale.WHOLE;
      var bench = new StorageBench(vertx, postgres, options.pgbench, options.scripts, scale);
      var found = new StorageFindings(bench.run());
      var report =
          new BenchReport("storage", introduction(), found.comparisons(), found.figures(), "");
      if (!options.quick) report.write(options.page);
      report.tell(spec.commandLine().getOut(), options.json);
      return 0;
    } finally {
      vertx.close().await();
      new ProcessBuilder("rm", "-rf", dir.toString()).start();
    }
  }

  private static String introduction() {
    return """
    # Storage, measured

    Written by `scripts/bench/storage` on %s.
    Both sides use the same server, rows and number of connections (16) and take turns, round by round; each
    number is a median, in brackets the smallest and largest ratio of a round. CPU is client and server together.
    """
        .formatted(machine());
  }

  static String machine() {
    return "%d cores, Java %s, PostgreSQL 15"
        .formatted(Runtime.getRuntime().availableProcessors(), Runtime.version().feature());
  }
}
