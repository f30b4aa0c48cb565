package hms.cli;

import hms.gateway.local.LocalCluster;
import hms.gateway.local.LocalServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends a local system once, whoever asks first: nodes, then servers, then what is on disk. */
final class Ending implements AutoCloseable {
  private final LocalCluster cluster;
  private final LocalServers servers;
  private final Path remove;
  private final AtomicBoolean ended = new AtomicBoolean();

  /**
   * @param remove a temporary directory that goes with the system
   */
  Ending(LocalCluster cluster, LocalServers servers, Path remove) {
    this.cluster = cluster;
    this.servers = servers;
    this.remove = remove;
  }

  @Override
  public void close() throws IOException {
    if (!ended.compareAndSet(false, true)) return;
    cluster.close();
    servers.close();
    try (var files = Files.walk(remove)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path each : all) Files.delete(each);
    }
  }
}
