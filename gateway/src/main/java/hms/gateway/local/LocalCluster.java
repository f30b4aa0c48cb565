package hms.gateway.local;

import hms.gateway.Node;
import hms.gateway.config.ConfigSources;
import hms.gateway.config.OfficeConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The nodes of a local system: one office node and compute nodes beside it. */
public final class LocalCluster implements AutoCloseable {
  private static final String OFFICE = "office";

  private final Path dir;
  private final NodeFiles files;
  private final URI url;
  private final List<ChildNode> computeNodes = new ArrayList<>();
  private Optional<ChildNode> officeNode = Optional.empty();
  private Optional<Node> ownNode = Optional.empty();

  /**
   * @param httpPort of the office
   * @param computeNodes how many there can be
   */
  public LocalCluster(Path dir, LocalServers servers, int httpPort, int computeNodes) {
    try {
      this.dir = dir;
      this.url = URI.create("http://127.0.0.1:" + httpPort);
      var ports = NodeFiles.clusterPorts(dir, computeNodes + 1);
      this.files = new NodeFiles(dir, servers, httpPort, ports);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the office answers. */
  public URI url() {
    return url;
  }

  /** Starts a node with both roles in this process; done when it serves. */
  public void startHere() {
    Path file = write(OFFICE, "gateway, compute", 0);
    var sources = new ConfigSources(Map.of(), Map.of(), Optional.of(file));
    ownNode = Optional.of(Node.start(OfficeConfig.load(sources)));
  }

  /** Starts the office in a process of its own; ask its health when it serves. */
  public ChildNode startOffice() {
    return startOffice("");
  }

  /** The same, told this too: lines of its file. */
  public ChildNode startOffice(String more) {
    Path file = write(OFFICE, "gateway", 0);
    try {
      Files.writeString(file, more, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var node = ChildNode.start(OFFICE, file, dir.resolve(OFFICE + ".log"));
    officeNode = Optional.of(node);
    return node;
  }

  public ChildNode startCompute(int number) {
    var node = child("compute-" + number, "compute", number);
    computeNodes.add(node);
    return node;
  }

  /** A compute node by its number, 1 being the first. */
  public ChildNode compute(int number) {
    return computeNodes.get(number - 1);
  }

  public Optional<ChildNode> office() {
    return officeNode;
  }

  /** Stops all nodes, the office first. */
  @Override
  public void close() {
    officeNode.ifPresent(ChildNode::stop);
    computeNodes.forEach(ChildNode::stop);
    ownNode.ifPresent(Node::stop);
  }

  private ChildNode child(String name, String roles, int at) {
    return ChildNode.start(name, write(name, roles, at), dir.resolve(name + ".log"));
  }

  private Path write(String name, String roles, int at) {
    try {
      return files.write(name, roles, at, 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
