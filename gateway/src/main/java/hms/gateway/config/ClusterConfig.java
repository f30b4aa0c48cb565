package hms.gateway.config;

import java.util.List;

/**
 * {@code cluster}: how nodes find each other.
 *
 * @param name nodes of another name are strangers
 * @param host the address that the others use
 * @param port membership, 1 to 65535
 * @param busPort event bus, 1 to 65535
 * @param publicPort by which the others reach {@code port} where connections are forwarded, else 0
 * @param publicBusPort the same for {@code busPort}
 * @param members {@code host:port} of some that are likely to run, as the others reach them
 */
public record ClusterConfig(
    String name,
    String host,
    int port,
    int busPort,
    int publicPort,
    int publicBusPort,
    List<String> members) {

  static ClusterConfig read(ConfigReader in) {
    return new ClusterConfig(
        in.matching("cluster.name", "hms", "[A-Za-z0-9._-]{1,64}", "up to 64 of A-Z a-z 0-9 . _ -"),
        in.text("cluster.host", "127.0.0.1"),
        in.integer("cluster.port", "5701", 1, 65_535),
        in.integer("cluster.bus-port", "5702", 1, 65_535),
        in.integer("cluster.public-port", "0", 0, 65_535),
        in.integer("cluster.public-bus-port", "0", 0, 65_535),
        in.list("cluster.members", "[127.0.0.1:5701]", ClusterConfig::member));
  }

  private static String member(String text) {
    if (!text.matches("\\S+:\\d{1,5}")) throw new IllegalArgumentException("expected host:port");
    return text;
  }
}
