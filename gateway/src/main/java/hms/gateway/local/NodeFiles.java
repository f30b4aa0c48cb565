package hms.gateway.local;

import hms.storage.embedded.StickyPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the configuration of the nodes of a local system, as an operator would by hand. */
final class NodeFiles {
  private static final int SECRET_BYTES = 32;

  private final Path dir;
  private final LocalServers servers;
  private final int httpPort;
  private final List<Integer> clusterPorts;

  NodeFiles(Path dir, LocalServers servers, int httpPort, List<Integer> clusterPorts) {
    this.dir = dir;
    this.servers = servers;
    this.httpPort = httpPort;
    this.clusterPorts = List.copyOf(clusterPorts);
  }

  /** Free ports, one a node, for the cluster. */
  static List<Integer> clusterPorts(Path dir, int nodes) throws IOException {
    Files.createDirectories(dir);
    var ports = new ArrayList<Integer>();
    for (int i = 0; i < nodes; i++) ports.add(StickyPort.choose(dir.resolve("cluster-port-" + i)));
    return ports;
  }

  /**
   * @param at which of the cluster's ports
   * @param slots chunks at a time
   */
  Path write(String name, String roles, int at, int slots) throws IOException {
    var postgres = servers.postgres();
    var secrets = dir.resolve("postgres/secrets");
    String members =
        clusterPorts.stream()
            .map(port -> "\"127.0.0.1:" + port + "\"")
            .collect(Collectors.joining(", "));
    String yaml =
        """
        # Written at each start; changes made by hand are lost.
        node: {name: %s, roles: [%s], drain-delay: 0s}
        http: {port: %d}
        rate: {public: 6000/1m, sign-up: 600/1m, proof: 600/1m}
        postgres:
          url: "postgresql://%s:%d/%s"
          office: {user: %s, password-file: "%s"}
        amqp: {url: "amqp://%s:%d", password-file: "%s", artemis: true, reconnect-max: 2s}
        keys: {wrapping-file: "%s", office-signing-file: "%s"}
        office: {country: GT}
        cluster: {name: "hms-%d", port: %d, bus-port: %d, members: [%s]}
        compute: {slots: %d}
        """
            .formatted(
                name,
                roles,
                httpPort,
                postgres.host(),
                postgres.port(),
                postgres.database(),
                postgres.officeUser(),
                secrets.resolve("pg-office"),
                servers.broker().host(),
                servers.broker().port(),
                dir.resolve("broker/secrets/amqp-office"),
                secret("wrapping"),
                secret("office-signing"),
                clusterPorts.getFirst(),
                clusterPorts.get(at),
                StickyPort.choose(dir.resolve("bus-port-" + at)),
                members,
                slots);
    return Files.writeString(dir.resolve(name + ".yaml"), yaml);
  }

  /** A file with 32 random bytes in hex, made on first use. */
  private Path secret(String name) throws IOException {
    Path file = dir.resolve("secrets/" + name);
    if (Files.notExists(file)) {
      byte[] key = new byte[SECRET_BYTES];
      new SecureRandom().nextBytes(key);
      Files.createDirectories(file.getParent());
      var mode = PosixFilePermissions.fromString("rw-------");
      Files.createFile(file, PosixFilePermissions.asFileAttribute(mode));
      Files.writeString(file, HexFormat.of().formatHex(key));
    }
    return file;
  }
}
