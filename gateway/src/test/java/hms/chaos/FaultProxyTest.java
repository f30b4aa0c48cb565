package hms.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.storage.embedded.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
  private static final int SOON_MILLIS = 50;
  private static final int PATIENCE_MILLIS = 10_000;

  private final Skies skies = new Skies();
  private ServerSocket echo;
  private FaultProxy proxy;
  private int port;

  @BeforeEach
  void start() throws IOException {
    echo = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    port = FreePort.find();
    Thread.ofVirtual().start(this::answer);
    proxy =
        new FaultProxy(port, echo.getLocalPort(), from -> () -> skies.between("a", "b", Road.BUS));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    echo.close();
  }

  @Test
  void bytes_pass_in_fair_weather_and_in_somebody_elses_storm() throws IOException {
    skies.storm("c", Set.of(Road.BUS), Weather.CUT);

    try (var socket = connect()) {
      assertThat(said(socket, 7)).isEqualTo(7);
    }
  }

  @Test
  void a_cut_ends_connections_and_lets_none_begin() throws IOException {
    try (var socket = connect()) {
      assertThat(said(socket, 7)).isEqualTo(7);
      skies.storm("a", Set.of(Road.BUS), Weather.CUT);
      proxy.look();

      assertThat(gone(socket)).isTrue();
    }
    try (var late = connect()) {
      assertThat(gone(late)).isTrue();
    }
  }

  @Test
  void in_silence_nothing_arrives_until_it_is_over() throws IOException {
    try (var socket = connect()) {
      assertThat(said(socket, 7)).isEqualTo(7);
      skies.storm("b", Set.of(Road.BUS), Weather.SILENT);

      socket.setSoTimeout(SOON_MILLIS);
      assertThatThrownBy(() -> said(socket, 8)).isInstanceOf(SocketTimeoutException.class);

      skies.clear();
      socket.setSoTimeout(PATIENCE_MILLIS);
      assertThat(socket.getInputStream().read()).isEqualTo(8);
    }
  }

  @Test
  void slow_is_at_least_a_tenth_of_a_second_each_way() throws IOException {
    skies.storm("b", Set.of(Road.BUS), Weather.SLOW);
    try (var socket = connect()) {
      long began = System.nanoTime();
      assertThat(said(socket, 7)).isEqualTo(7);
      assertThat(System.nanoTime() - began).isGreaterThan(200_000_000);
    }
  }

  @Test
  void the_process_behind_a_connection_is_found() throws IOException {
    long own = ProcessHandle.current().pid();
    try (var socket = connect()) {
      assertThat(SocketOwners.of(socket.getLocalPort(), Map.of("init", 1L, "we", own)))
          .contains("we");
      assertThat(SocketOwners.of(socket.getLocalPort(), Map.of())).isEmpty();
    }
  }

  private Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static int said(Socket socket, int what) throws IOException {
    socket.getOutputStream().write(what);
    return socket.getInputStream().read();
  }

  private static boolean gone(Socket socket) {
    try {
      return said(socket, 9) < 0;
    } catch (SocketTimeoutException alive) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private void answer() {
    while (!echo.isClosed()) {
      try {
        Socket client = echo.accept();
        Thread.ofVirtual().start(() -> repeat(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void repeat(Socket client) {
    try (client) {
      client.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException gone) {
      // The test is over.
    }
  }
}
