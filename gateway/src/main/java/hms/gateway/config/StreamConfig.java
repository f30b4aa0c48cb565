package hms.gateway.config;

import hms.cluster.jobs.stream.Program;
import java.time.Duration;
import java.util.List;

/**
 * {@code compute.stream}: programs that jobs of type {@code stream} may run on this node.
 *
 * @param enabled without, the node does not know the type
 * @param programs each as {@code name=/path/of/program argument ...}
 * @param memoryBytes a process may have, 64MiB to 1TiB of addresses
 * @param cpu time that a process may take, 1s to 1d
 */
public record StreamConfig(
    boolean enabled, List<Program> programs, long memoryBytes, Duration cpu) {
  public StreamConfig {
    programs = List.copyOf(programs);
  }

  static StreamConfig read(ConfigReader in) {
    var config =
        new StreamConfig(
            in.flag("compute.stream.enabled", false),
            in.list("compute.stream.programs", "[]", Program::of),
            in.size("compute.stream.memory", "4GiB", "64MiB", "1024GiB"),
            in.duration("compute.stream.cpu", "10m", "1s", "24h"));
    in.check(
        !config.enabled || !config.programs.isEmpty(),
        "compute.stream.enabled: there are no compute.stream.programs");
    long names = config.programs.stream().map(Program::name).distinct().count();
    in.check(names == config.programs.size(), "compute.stream.programs: expected each name once");
    return config;
  }
}
