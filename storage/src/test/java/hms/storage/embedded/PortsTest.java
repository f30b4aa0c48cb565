package hms.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
  @TempDir private Path dir;

  @Test
  void no_port_is_given_twice_nor_one_that_an_outgoing_connection_could_take() throws IOException {
    var ports = new HashSet<Integer>();
    for (int i = 0; i < 500; i++) ports.add(FreePort.find());

    assertThat(ports).hasSize(500).allMatch(port -> port >= 1024 && port < 32_768);
  }

  @Test
  void a_port_is_kept_while_it_is_free_and_left_to_whoever_took_it() throws IOException {
    Path file = dir.resolve("port");
    int first = StickyPort.choose(file);
    assertThat(StickyPort.choose(file)).isEqualTo(first);

    try (var other = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
      assertThat(StickyPort.choose(file)).isNotEqualTo(other.getLocalPort());
    }
  }
}
