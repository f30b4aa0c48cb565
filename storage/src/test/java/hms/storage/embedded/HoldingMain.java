package hms.storage.embedded;

import java.nio.file.Path;

/** A process that starts a server, prints its process id and waits to be killed. */
final class HoldingMain {
  private HoldingMain() {}

  public static void main(String[] args) throws Exception {
    EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(args[0]));
    System.out.println(server.pid());
    System.in.read();
  }
}
