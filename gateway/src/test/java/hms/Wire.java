package hms;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A wire to a server, which can be cut, and along which everything can come to a halt. */
public final class Wire implements AutoCloseable {
  private static final int BYTES = 64 * 1024;

  private final String host;
  private final int port;
  private final ServerSocket door;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private State state = State.WHOLE;

  private enum State {
    WHOLE,
    CUT,
    HALTED
  }

  private Wire(String host, int port) throws IOException {
    this.host = host;
    this.port = port;
    this.door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
  }

  public static Wire to(String host, int port) {
    try {
      var wire = new Wire(host, port);
      started(wire::accept);
      return wire;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return door.getLocalPort();
  }

  /** Every connection breaks, and a new one breaks at once. */
  public void cut() {
    become(State.CUT);
    sockets.forEach(Wire::end);
    sockets.clear();
  }

  /** Connections stay, and nothing moves. */
  public void halt() {
    become(State.HALTED);
  }

  public void mend() {
    become(State.WHOLE);
  }

  @Override
  public void close() throws IOException {
    cut();
    door.close();
  }

  private synchronized void become(State next) {
    state = next;
    notifyAll();
  }

  private synchronized boolean isCut() {
    return state == State.CUT;
  }

  private synchronized void passOn() throws InterruptedException {
    while (state == State.HALTED) wait();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        var from = door.accept();
        if (isCut()) {
          from.close();
          continue;
        }
        var to = new Socket(host, port);
        sockets.addAll(List.of(from, to));
        started(() -> pump(from, to));
        started(() -> pump(to, from));
      } catch (IOException closed) {
        // the next one, if there is still a door
      }
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] some = new byte[BYTES];
    try (InputStream in = from.getInputStream()) {
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        passOn();
        to.getOutputStream().write(some, 0, n);
      }
    } catch (IOException broken) {
      // both ends go
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end(from);
      end(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // so it is closed
    }
  }

  private static void started(Runnable work) {
    Thread.ofVirtual().start(work);
  }
}
