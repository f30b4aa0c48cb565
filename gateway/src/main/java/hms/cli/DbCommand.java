package hms.cli;

import hms.gateway.Administration;
import hms.gateway.config.ConfigSources;
import hms.gateway.config.OfficeConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The database as an auditor sees it, on the machine of a node, with its configuration. */
@Command(name = "db", mixinStandardHelpOptions = true, description = "Look after the database.")
final class DbCommand {
  private static final int REJECTED = 7;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Check that the books add up and that nobody changed the audit.",
      footer = "Changes nothing; the office may go on. Ends with 7 if something is wrong.")
  int verify(@Option(names = "--config", required = true, paramLabel = "FILE") Path config) {
    var sources = new ConfigSources(Map.of(), System.getenv(), Optional.of(config));
    var line = spec.commandLine();
    try (var administration = new Administration(OfficeConfig.load(sources))) {
      return administration.verify(new Findings(line.getOut(), line.getErr())) ? 0 : REJECTED;
    }
  }
}
