package hms.bench;

import hms.gateway.local.ChildNode;
import hms.gateway.local.LocalCluster;
import hms.gateway.local.LocalServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A gateway node in a process of its own; database and broker are in others. */
final class OfficeUnderTest implements AutoCloseable {
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private final Path dir;
  private final LocalCluster cluster;
  private ChildNode node;
  private double readySeconds;

  /** The first start makes the class archive that later ones use; the second one counts. */
  OfficeUnderTest(Path dir, LocalServers servers) {
    this(dir, servers, "");
  }

  /**
   * @param more lines of its configuration
   */
  OfficeUnderTest(Path dir, LocalServers servers, String more) {
    this.dir = dir;
    this.cluster = new LocalCluster(dir, servers, freePort(), 0);
    this.node = cluster.startOffice(more);
    awaitReady();
    node.stop();
    long began = System.nanoTime();
    this.node = cluster.startOffice(more);
    awaitReady();
    this.readySeconds = (System.nanoTime() - began) / 1e9;
  }

  private void awaitReady() {
    Program.awaitReady(at("/readyz"), node::alive, dir.resolve("office.log"));
  }

  /** From the start of the process until it says that it is ready. */
  double readySeconds() {
    return readySeconds;
  }

  /** What it keeps in memory now. */
  double residentMib() {
    try {
      String status = Files.readString(Path.of("/proc", Long.toString(pid()), "status"));
      var found = RESIDENT.matcher(status);
      if (!found.find()) throw new IllegalStateException("no VmRSS in " + status);
      return Long.parseLong(found.group(1)) / 1024.0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return node.pid();
  }

  URI at(String path) {
    return cluster.url().resolve(path);
  }

  @Override
  public void close() {
    cluster.close();
  }

  static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
