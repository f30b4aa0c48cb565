package hms.cluster;

import java.util.List;

/**
 * How a node joins its cluster.
 *
 * <p>Where something stands between nodes and forwards connections, the others reach this one by
 * public ports.
 *
 * @param name only nodes with the same cluster name join each other
 * @param host IP address of this node, which the others reach it by
 * @param clusterPort TCP port for membership, 1 to 65535
 * @param busPort TCP port for the event bus, 0 for any free one
 * @param publicClusterPort TCP port by which others reach {@code clusterPort}, 0 for that itself
 * @param publicBusPort TCP port by which others reach {@code busPort}, 0 for that itself
 * @param members {@code host:port} by which every node that may be there is reached, this one
 *     included
 */
public record ClusterConfig(
    String name,
    String host,
    int clusterPort,
    int busPort,
    int publicClusterPort,
    int publicBusPort,
    List<String> members) {
  private static final int PORT_MAX = 65_535;

  public ClusterConfig {
    if (name.isBlank()) throw new IllegalArgumentException("cluster name is blank");
    if (clusterPort < 1 || clusterPort > PORT_MAX) {
      throw new IllegalArgumentException("cluster port must be 1..65535, was " + clusterPort);
    }
    if (busPort < 0 || busPort > PORT_MAX) {
      throw new IllegalArgumentException("bus port must be 0..65535, was " + busPort);
    }
    members = List.copyOf(members);
  }

  /** Reached by its own ports. */
  public ClusterConfig(
      String name, String host, int clusterPort, int busPort, List<String> members) {
    this(name, host, clusterPort, busPort, 0, 0, members);
  }
}
