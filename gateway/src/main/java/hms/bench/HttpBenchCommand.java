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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a gateway node over HTTP; {@code scripts/bench/http} calls it. */
@Command(name = "bench-http", hidden = true, description = "Measure a gateway node over HTTP.")
public final class HttpBenchCommand implements Callable<Integer> {
  @Mixin private BenchOptions options = new BenchOptions();

  private static final String PARTS =
      "page, page-looked-up, product, product-looked-up, traced, not-modified, create, order, peer, load";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--wrk", required = true, paramLabel = "PROGRAM")
  private Path wrk = Path.of("");

  @Option(names = "--peer", paramLabel = "DIR", description = "Of Vendure; without it, no peer.")
  private @Nullable Path peer;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description = "Of " + PARTS + ". Writes no page.")
  private Set<String> only = Set.of();

  @Override
  public Integer call() throws IOException {
    Parts.mustBeKnown(spec, only, PARTS);
    Path dir = Files.createTempDirectory("hms-bench-");
    // Before this process keeps itself to one of the cores.
    String machine = StorageBenchCommand.machine();
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    try (var servers = LocalServers.start(vertx, dir)) {
      var scale = options.quick ? HttpBench.Scale.QUICK : HttpBench.Scale.WHOLE;
      var tools =
          new HttpBench.Tools(options.pgbench, wrk, Optional.ofNullable(peer), options.scripts);
      var found = new HttpBench(vertx, servers, tools, dir, scale).run(only);
      var report =
          new BenchReport(
              "http",
              introduction(machine),
              found.comparisons(),
              found.figures(),
              underLoad(found));
      if (!options.quick && only.isEmpty()) report.write(options.page);
      report.tell(spec.commandLine().getOut(), options.json);
      return 0;
    } finally {
      vertx.close().await();
      new ProcessBuilder("rm", "-rf", dir.toString()).start();
    }
  }

  private static String introduction(String machine) {
    return """
    # HTTP, measured

    Written by `scripts/bench/http` on %s. A gateway node is a process of its own (heap 256 MiB); the load
    generator, PostgreSQL and the broker share its cores. The sides take turns, round by round; each number is a median,
    in brackets the smallest and largest ratio of a round. CPU is that of what answers and of its database.

    Reads are 16 connections of wrk, orders 16 of our own; pgbench runs what HMS sends, on 16 connections. Vendure has its
    defaults on the same PostgreSQL and is asked for less: 20 products without prices.
    """
        .formatted(machine);
  }

  private static String underLoad(HttpFindings found) {
    return found.rows().stream()
        .map(UnderLoad.Row::text)
        .collect(
            Collectors.joining(
                "",
                """

                An open loop asks whether or not it is answered, and counts from when a request was due, after three
                seconds that do not count. *Peak* is a closed loop of 16; no more connections ask at 70 %, and up to 512 at 300 %. The
                generator is on the last core, the node on the others, database and broker on all. Milliseconds; *mixed* is four looks at a product, one order.

                | | peak | asked | good | 429, 503 | wrong | p50 | p90 | p99 | p99.9 |
                |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
                """,
                ""));
  }
}
