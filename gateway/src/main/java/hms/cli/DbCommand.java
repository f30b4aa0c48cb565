package hms.cli;

import hms.gateway.Administration;
import hms.gateway.config.ConfigSources;
import hms.gateway.config.OfficeConfig;
import hms.storage.pg.Verification.Sample;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The database as an auditor sees it, on the machine of a node, with its configuration. */
@Command(name = "db", mixinStandardHelpOptions = true, description = "Look after the database.")
final class DbCommand {
  private static final int REJECTED = 7;

  /** Few enough to be typed again. */
  private static final int SEEDS = 1_000_000_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Check that the books add up and that nobody changed the audit.",
      footer = "Changes nothing; the office may go on. Ends with 7 if something is wrong.")
  int verify(
      @Option(names = "--config", required = true, paramLabel = "FILE") Path config,
      @Option(
              names = "--sample",
              paramLabel = "N",
              description = "Look at so many of each kind only: for a large database.")
          @Nullable Integer size,
      @Option(
              names = "--seed",
              paramLabel = "S",
              description = "Draw those that were drawn with it before.")
          @Nullable Long seed) {
    var sources = new ConfigSources(Map.of(), System.getenv(), Optional.of(config));
    var line = spec.commandLine();
    var sample = sample(size, seed);
    sample.ifPresent(some -> line.getErr().println("seed " + some.seed()));
    try (var administration = new Administration(OfficeConfig.load(sources))) {
      var findings = new Findings(line.getOut(), line.getErr());
      return administration.verify(findings, sample) ? 0 : REJECTED;
    }
  }

  private Optional<Sample> sample(@Nullable Integer size, @Nullable Long seed) {
    if (size == null) {
      if (seed != null) throw wrong("--seed draws a sample: say --sample N, too");
      return Optional.empty();
    }
    if (size < 1 || size > Sample.MAX) {
      throw wrong("--sample: expected 1 to %d, found %d".formatted(Sample.MAX, size));
    }
    return Optional.of(new Sample(size, seed == null ? new SecureRandom().nextInt(SEEDS) : seed));
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine().getSubcommands().get("verify"), why);
  }
}
