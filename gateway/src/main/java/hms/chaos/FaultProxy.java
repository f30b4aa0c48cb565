package hms.chaos;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Stands before a port of the loopback interface, carries bytes both ways and does to them what the
 * weather says. Threads: one a connection and direction, virtual.
 */
final class FaultProxy implements Closeable {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();
  private static final long SLOW_NANOS = Duration.ofMillis(100).toNanos();

  private final ServerSocket door;
  private final int target;
  private final IntFunction<Supplier<Weather>> weather;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();

  /**
   * Listens at once.
   *
   * @param port to listen on
   * @param target port to carry to
   * @param weather what connections from a port of this machine meet, asked again and again
   */
  FaultProxy(int port, int target, IntFunction<Supplier<Weather>> weather) {
    this.target = target;
    this.weather = weather;
    try {
      this.door = new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("fault-proxy").start(this::receive);
  }

  /** Closes the connections that stand in weather that allows none. */
  void look() {
    for (Link link : links) if (link.sky.get() == Weather.CUT) link.close();
  }

  private void receive() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Thread.ofVirtual().start(() -> carry(client));
      } catch (IOException closed) {
        // The door was closed, or a client went before it was let in.
      }
    }
  }

  private void carry(Socket client) {
    var link = new Link(client, new Socket(), weather.apply(client.getPort()));
    links.add(link);
    try {
      link.await();
      link.server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      link.client.setTcpNoDelay(true);
      link.server.setTcpNoDelay(true);
      Thread.ofVirtual().start(() -> pump(link, link.server, link.client));
      pump(link, link.client, link.server);
    } catch (IOException refused) {
      end(link);
    }
  }

  private void pump(Link link, Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        link.await();
        out.write(buffer, 0, count);
      }
    } catch (IOException broken) {
      // One side is gone: so is the other, at once.
    }
    end(link);
  }

  private void end(Link link) {
    links.remove(link);
    link.close();
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    links.forEach(Link::close);
  }

  /** Two connections that look like one. */
  private static final class Link {
    private final Socket client;
    private final Socket server;
    private final Supplier<Weather> sky;

    private Link(Socket client, Socket server, Supplier<Weather> sky) {
      this.client = client;
      this.server = server;
      this.sky = sky;
    }

    /** Returns when bytes may go on. */
    private void await() throws IOException {
      if (sky.get() == Weather.SLOW) LockSupport.parkNanos(SLOW_NANOS);
      while (sky.get() == Weather.SILENT && !client.isClosed()) LockSupport.parkNanos(LOOK_NANOS);
      if (sky.get() == Weather.CUT) throw new IOException("cut");
    }

    /** By a reset, as when a process dies with bytes unread. */
    private void close() {
      reset(client);
      reset(server);
    }

    private static void reset(Socket socket) {
      try (socket) {
        socket.setSoLinger(true, 0);
      } catch (IOException closed) {
        // That is what was wanted.
      }
    }
  }
}
