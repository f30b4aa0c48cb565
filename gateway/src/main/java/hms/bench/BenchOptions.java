package hms.bench;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every benchmark is told. */
final class BenchOptions {
  @Option(names = "--quick", description = "Within minutes, and less sure.")
  boolean quick;

  @Option(names = "--pgbench", required = true, paramLabel = "PROGRAM")
  Path pgbench = Path.of("");

  @Option(names = "--scripts", required = true, paramLabel = "DIR")
  Path scripts = Path.of("");

  @Option(names = "--json", required = true, paramLabel = "FILE")
  Path json = Path.of("");

  @Option(names = "--page", paramLabel = "DIR", description = "Where the page is written.")
  Path page = Path.of("docs", "bench");
}
