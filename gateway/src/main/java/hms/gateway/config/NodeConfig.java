package hms.gateway.config;

import java.time.Duration;
import java.util.List;

/**
 * {@code node}: this process.
 *
 * @param name shown in logs and cluster; the host name unless set
 * @param roles what it does, at least one of gateway and compute
 * @param drainDelay how long a node that is told to stop goes on serving, so that whoever balances
 *     the load notices, 0s to 1m
 * @param drainTimeout how long a stop may take, 1s to 10m
 */
public record NodeConfig(
    String name, List<NodeRole> roles, Duration drainDelay, Duration drainTimeout) {

  public boolean has(NodeRole role) {
    return roles.contains(role);
  }

  static NodeConfig read(ConfigReader in) {
    String name =
        in.matching("node.name", "", "[A-Za-z0-9._-]{0,64}", "up to 64 of A-Z a-z 0-9 . _ -");
    List<NodeRole> roles = in.list("node.roles", "[gateway, compute]", NodeRole::of);
    in.check(!roles.isEmpty(), "node.roles: expected gateway, compute or both");
    return new NodeConfig(
        name.isEmpty() ? HostName.own() : name,
        roles,
        in.duration("node.drain-delay", "5s", "0s", "1m"),
        in.duration("node.drain-timeout", "30s", "1s", "10m"));
  }
}
