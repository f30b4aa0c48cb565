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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the storage on a server of its own; {@code scripts/bench/storage} calls it. */
@Command(name = "bench-storage", hidden = true, description = "Measure the storage.")
public final class StorageBenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--quick", description = "Within a minute, and less sure.")
  private boolean quick;

  @Option(names = "--pgbench", required = true, paramLabel = "PROGRAM")
  private Path pgbench = Path.of("");

  @Option(names = "--scripts", required = true, paramLabel = "DIR")
  private Path scripts = Path.of("");

  @Option(names = "--json", required = true, paramLabel = "FILE")
  private Path json = Path.of("");

  @Option(names = "--page", paramLabel = "DIR", description = "Where storage.md is written.")
  private Path page = Path.of("docs", "bench");

  @Override
  public Integer call() throws IOException {
    Path dir = Files.createTempDirectory("hms-bench-");
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    try (var postgres = EmbeddedPostgres.start(dir)) {
      Migrations.migrate(postgres.owner());
      var scale = quick ? StorageBench.Scale.QUICK : StorageBench.Scale.WHOLE;
      var bench = new StorageBench(vertx, postgres, pgbench, scripts, scale);
      var found = new StorageFindings(bench.run());
      var report =
          new BenchReport("storage", introduction(), found.comparisons(), found.figures(), "");
      if (!quick) report.write(page);
      report.tell(spec.commandLine().getOut(), json);
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
