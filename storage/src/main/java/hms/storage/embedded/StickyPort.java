package hms.storage.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** A free loopback port that stays the same over restarts for as long as nobody else takes it. */
public final class StickyPort {
  private StickyPort() {}

  /**
   * The port remembered in {@code file} if it is free now, else a new one, remembered.
   *
   * @throws IOException if the file cannot be read or written, or no port is free
   */
  public static int choose(Path file) throws IOException {
    if (Files.exists(file)) {
      int last = Integer.parseInt(Files.readString(file).strip());
      if (free(last)) return last;
    }
    return renew(file);
  }

  /** A new free port, remembered in {@code file}. */
  public static int renew(Path file) throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(file, socket.getLocalPort() + "\n");
      return socket.getLocalPort();
    }
  }

  private static boolean free(int port) throws IOException {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (BindException taken) {
      return false;
    }
  }
}
