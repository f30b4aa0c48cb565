package hms.bench;

import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The parts of a benchmark, of which some may be wanted alone. */
final class Parts {
  private Parts() {}

  /**
   * @param all their names, parted by commas
   * @throws ParameterException if one is wanted that there is not: nothing would be measured
   */
  static void mustBeKnown(CommandSpec command, Set<String> wanted, String all) {
    var known = List.of(all.split(", "));
    for (String each : wanted) {
      if (known.contains(each)) continue;
      String text = "--only: there is no part '%s', but %s".formatted(each, all);
      throw new ParameterException(command.commandLine(), text);
    }
  }
}
