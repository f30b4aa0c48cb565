package hms.cli;

import hms.gateway.command.Mint;
import hms.gateway.config.ConfigSources;
import hms.gateway.config.OfficeConfig;
import hms.gateway.legacy.Assumptions;
import hms.gateway.legacy.Assumptions.WeightUnit;
import hms.gateway.legacy.intake.Entry;
import hms.gateway.legacy.intake.LegacyImport;
import hms.storage.DomainJson;
import hms.storage.pg.PgDatabase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports the files of the original application. */
@Command(
    name = "legacy",
    mixinStandardHelpOptions = true,
    description = "Import the files of the original application; begin with --dry-run.",
    footer = "Known objects stay as they are. Nothing imported is visible or sent.")
final class LegacyCommand implements Callable<Integer> {
  private static final int REJECTED = 7;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--config", required = true, paramLabel = "FILE")
  private Path config = Path.of("");

  @Option(
      names = "--zone",
      required = true,
      paramLabel = "ZONE",
      description = "Of the times in the files, such as America/Guatemala.")
  private ZoneId zone = ZoneId.of("UTC");

  @Option(
      names = "--weight-unit",
      required = true,
      paramLabel = "g|oz",
      description = "Of the weights in the files.")
  private String weightUnit = "";

  @Option(
      names = "--artisan",
      paramLabel = "OID",
      description = "Whose the products are; needed unless DIR has exactly one artisan.")
  private @Nullable UUID artisan;

  @Option(names = "--dry-run", description = "Do everything but commit.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Parameters(paramLabel = "DIR", description = "Holds Artisan-data, Product-data and Order-data.")
  private Path dir = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(dir)) throw wrong("expected a directory, found " + dir);
    var sources = new ConfigSources(Map.of(), System.getenv(), Optional.of(config));
    var office = OfficeConfig.load(sources);
    var mint = new Mint(Clock.systemUTC(), new SecureRandom());
    var vertx = Vertx.vertx();
    try {
      // No relay runs here, and no message is written that it should be told of.
      var stores = PgDatabase.open(vertx, office.postgres().office()).stores(() -> {});
      var work =
          new LegacyImport(stores, assumptions(office, mint), Optional.ofNullable(artisan), mint);
      return print(dryRun ? work.rehearse(dir) : work.run(dir));
    } finally {
      vertx.close().await();
    }
  }

  private Assumptions assumptions(OfficeConfig config, Mint mint) {
    var trade = config.office();
    if (trade.country().isEmpty()) throw wrong("office.country must be set");
    return new Assumptions(zone, unit(), trade.country(), trade.currencies(), mint.now());
  }

  private WeightUnit unit() {
    return Arrays.stream(WeightUnit.values())
        .filter(unit -> unit.name().toLowerCase(Locale.ROOT).equals(weightUnit))
        .findFirst()
        .orElseThrow(() -> wrong("--weight-unit: expected g or oz, found " + weightUnit));
  }

  private int print(List<Entry> entries) {
    var out = spec.commandLine().getOut();
    if (json) out.println(DomainJson.indented(DomainJson.tree(entries)).stripTrailing());
    else entries.forEach(entry -> out.println(line(entry)));
    var err = spec.commandLine().getErr();
    err.println(summary(entries));
    if (dryRun) err.println("A dry run: nothing was changed.");
    return entries.stream().anyMatch(e -> e.result() == Entry.Result.REFUSED) ? REJECTED : 0;
  }

  /** File names are a stranger's: they must not move the cursor. */
  private static String line(Entry entry) {
    return Stream.of(
            entry.result().word(),
            entry.file(),
            Objects.requireNonNullElse(entry.object(), ""),
            String.join(",", entry.flags()),
            Objects.requireNonNullElse(entry.detail(), ""))
        .filter(part -> !part.isEmpty())
        .map(part -> part.replaceAll("\\p{Cntrl}", "?"))
        .collect(Collectors.joining("  "));
  }

  private static String summary(List<Entry> entries) {
    return Arrays.stream(Entry.Result.values())
        .map(result -> {
          long count = entries.stream().filter(each -> each.result() == result).count();
          return count + " " + result.word();
        })
        .collect(Collectors.joining(", "));
  }

  private ParameterException wrong(String detail) {
    return new ParameterException(spec.commandLine(), detail);
  }
}
