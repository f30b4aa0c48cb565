package hms.cli;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.gateway.config.ConfigSources;
import hms.gateway.config.OfficeConfig;
import hms.storage.pg.dump.Dump;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings in what was written elsewhere. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Bring in what was written elsewhere.",
    subcommands = LegacyCommand.class)
final class ImportCommand {
  private static final int REJECTED = 7;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      name = "ndjson",
      mixinStandardHelpOptions = true,
      description = "Fill an empty database of this version with a file of hms export.")
  int ndjson(
      @Option(names = "--config", required = true, paramLabel = "FILE") Path config,
      @Parameters(paramLabel = "FILE") Path file)
      throws IOException {
    var sources = new ConfigSources(Map.of(), System.getenv(), Optional.of(config));
    var database = OfficeConfig.load(sources).postgres().office();
    var vertx = Vertx.vertx();
    try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return switch (Dump.read(vertx, database, in)) {
        case Outcome.Done<Long>(var rows) -> read(rows, file);
        case Outcome.Refused<Long>(var why) -> refused(why);
      };
    } finally {
      vertx.close().await();
    }
  }

  private int read(long rows, Path file) {
    spec.commandLine().getOut().printf("%d rows from %s%n", rows, file);
    return 0;
  }

  private int refused(Refusal why) {
    var err = spec.commandLine().getErr();
    if (why instanceof Refusal.Invalid(var violations)) {
      violations.forEach(each -> err.println("error: " + each.detail()));
    } else {
      err.println("error: " + why);
    }
    err.println("Nothing was changed.");
    return REJECTED;
  }
}
