package hms.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A {@link BareCommand} in a process of its own, in as much memory as a node has. */
record Bare(Program program, URI uri) implements AutoCloseable {
  /**
   * Returns when it answers.
   *
   * @param bytes of an answer
   * @param dir of its log
   */
  static Bare start(int bytes, Path dir) {
    int port = OfficeUnderTest.freePort();
    var command = List.of("bench-bare", "--port", "" + port, "--bytes", "" + bytes);
    var program = Program.ours(command, dir.resolve("bare.log"));
    var uri = URI.create("http://127.0.0.1:" + port + "/");
    program.awaitReady(uri);
    return new Bare(program, uri);
  }

  long pid() {
    return program.pid();
  }

  @Override
  public void close() {
    program.close();
  }
}
