package hms.cli;

import hms.cluster.jobs.BuiltIn;
import hms.cluster.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads plugins as a node would, so that what is wrong with one is known before nodes have it. */
@Command(
    name = "plugins",
    mixinStandardHelpOptions = true,
    description = "Tell which plugins a node would load from a folder. Runs their code.")
final class PluginsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FOLDER", description = "With a folder for each job type.")
  private Path folder = Path.of("plugins");

  /** Exit code 1 if one would be refused. */
  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(
          spec.commandLine(),
          "expected a folder with a folder for each job type, found %s: %s"
              .formatted(Files.exists(folder) ? "a file" : "nothing", folder));
    }
    var plugins = Plugins.in(folder, BuiltIn.types());
    var out = spec.commandLine().getOut();
    plugins.loaded().forEach(each -> out.println(each.text()));
    plugins.refused().forEach(each -> out.println(each.name() + " refused: " + each.reason()));
    return plugins.refused().isEmpty() ? 0 : 1;
  }
}
