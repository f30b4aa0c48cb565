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

/** People of the office, from the machine of a node, with its configuration. */
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    description = "Let the first person into the office.")
final class UserCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  /**
   * Also for who has locked themselves out: whoever may read the configuration of a node could
   * write into its database anyway.
   */
  @Command(
      name = "bootstrap",
      mixinStandardHelpOptions = true,
      description = "A password for an administrator, printed once, good for choosing another one.")
  int bootstrap(
      @Option(
              names = "--local",
              required = true,
              description = "On this machine, past the office: there is no other way.")
          boolean local,
      @Option(names = "--config", required = true, paramLabel = "FILE") Path config,
      @Option(names = "--email", required = true) String email,
      @Option(names = "--name", required = true) String name) {
    var sources = new ConfigSources(Map.of(), System.getenv(), Optional.of(config));
    try (var administration = new Administration(OfficeConfig.load(sources))) {
      spec.commandLine().getOut().println(administration.administrator(email, name));
    }
    return 0;
  }
}
