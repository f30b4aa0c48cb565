package hms.cli;

import hms.domain.Role;
import hms.gateway.Administration;
import hms.gateway.config.ConfigSources;
import hms.gateway.config.OfficeConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tokens, made on the machine of a node, with its configuration. There is no default account. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Give people and storefronts a token to come in with.")
final class TokenCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      name = "create-user",
      mixinStandardHelpOptions = true,
      description = "A token for an office user, printed once.")
  int user(
      @Option(names = "--config", required = true, paramLabel = "FILE") Path config,
      @Option(names = "--email", required = true) String email,
      @Option(names = "--name", required = true) String name,
      @Option(names = "--roles", required = true, split = ",", paramLabel = "ROLE")
          List<String> roles) {
    List<Role> known = roles.stream().map(this::role).toList();
    return print(config, administration -> administration.userToken(email, name, known));
  }

  @Command(
      name = "create-channel",
      mixinStandardHelpOptions = true,
      description = "A token for a storefront, printed once.")
  int channel(
      @Option(names = "--config", required = true, paramLabel = "FILE") Path config,
      @Option(names = "--name", required = true) String name) {
    return print(config, administration -> administration.channelToken(name));
  }

  private int print(Path config, Function<Administration, String> work) {
    var sources = new ConfigSources(Map.of(), System.getenv(), Optional.of(config));
    try (var administration = new Administration(OfficeConfig.load(sources))) {
      spec.commandLine().getOut().println(work.apply(administration));
    }
    return 0;
  }

  private Role role(String word) {
    return Arrays.stream(Role.values())
        .filter(role -> role.wire().equals(word))
        .findFirst()
        .orElseThrow(() -> {
          var known = Arrays.stream(Role.values()).map(Role::wire).toList();
          String detail = "unknown role " + word + "; expected one of " + known;
          return new ParameterException(spec.commandLine(), detail);
        });
  }
}
