package hms.cluster;

import hms.storage.embedded.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Clustered nodes in this JVM, on free ports of the loopback interface. */
public final class TestCluster implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final String name = "test-" + UUID.randomUUID();
  private final List<Integer> ports;
  private final List<ClusterVertx> nodes = new ArrayList<>();

  private TestCluster(List<Integer> ports) {
    this.ports = ports;
  }

  /** Starts them one after the other: a simultaneous start costs Hazelcast seconds. */
  public static TestCluster of(int size) {
    var cluster = new TestCluster(freePorts(size));
    for (int i = 0; i < size; i++) {
      cluster.nodes.add(ClusterVertx.start(cluster.config(i)).await());
    }
    return cluster;
  }

  public ClusterVertx node(int index) {
    return nodes.get(index);
  }

  /** How one more process would join. */
  public static List<ClusterConfig> configs(int size) {
    var cluster = new TestCluster(freePorts(size));
    return java.util.stream.IntStream.range(0, size).mapToObj(cluster::config).toList();
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.close().await());
  }

  private ClusterConfig config(int index) {
    var members = ports.stream().map(port -> LOOPBACK + ":" + port).toList();
    return new ClusterConfig(name, LOOPBACK, ports.get(index), 0, members);
  }

  private static List<Integer> freePorts(int count) {
    var free = new ArrayList<Integer>();
    try {
      for (int i = 0; i < count; i++) free.add(FreePort.find());
      return free;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
