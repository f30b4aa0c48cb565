package hms.demo;

import hms.gateway.local.ChildNode;
import hms.gateway.local.LocalCluster;
import hms.gateway.local.LocalServers;
import java.util.List;

/**
 * Where the story plays.
 *
 * @param hms runs a command line of {@code hms}, as a person would type it; answers the exit code
 */
public record Stage(LocalServers servers, LocalCluster cluster, CommandLine hms) {

  /** The command line, given from outside so that the story needs not know it. */
  @FunctionalInterface
  public interface CommandLine {
    int run(List<String> arguments);
  }

  ChildNode office() {
    return cluster.office().orElseThrow();
  }
}
