package hms.cli;

import hms.demo.Report;
import hms.demo.Stage;
import hms.demo.Story;
import hms.gateway.local.LocalCluster;
import hms.gateway.local.LocalServers;
import hms.storage.embedded.FreePort;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows on this machine, in a minute, what HMS is. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Play the whole story on real parts, then stay up until Ctrl-C.")
final class DemoCommand implements Callable<Integer> {
  private static final int USUAL_PORT = 8080;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--exit", description = "Leave after the story: 0 if every check held, else 1.")
  private boolean exit;

  @Override
  public Integer call() throws Exception {
    var out = spec.commandLine().getOut();
    Path dir = Files.createTempDirectory("hms-demo-");
    out.println("HMS demo: a marketplace for handmade goods on real parts, state in " + dir);
    var servers = LocalServers.start(Vertx.vertx(), dir);
    var cluster = new LocalCluster(dir, servers, port(), 2);
    try (var ending = new Ending(cluster, servers, dir)) {
      Shutdown.onExit(ending);
      return play(servers, cluster, dir, out);
    }
  }

  private int play(LocalServers servers, LocalCluster cluster, Path dir, PrintWriter out)
      throws Exception {
    Path content = Path.of(System.getProperty("hms.home", "."), "conf", "demo");
    var stage = new Stage(servers, cluster, this::hms);
    try {
      var story = new Story(stage, content, dir, out, chapter -> {});
      var tokens = story.play();
      out.printf("%noffice    %s/api/v1/catalogue/products%n", cluster.url());
      tokens.forEach((role, token) -> out.printf("token     %-16s %s%n", role, token));
      new TreeMap<>(story.passwords())
          .forEach((email, password) -> out.printf("password  %-16s %s%n", email, password));
    } catch (Report.CheckFailed failed) {
      out.println("    FAILED  " + failed.getMessage());
      return 1;
    }
    if (!exit) {
      out.println("\nThe system stays up; Ctrl-C ends it and removes its state.");
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private int hms(List<String> arguments) {
    return Hms.run(arguments, System.in, System.out, System.err);
  }

  /** The usual port, or any free one if somebody has it. */
  private static int port() throws IOException {
    try (var usual = new ServerSocket(USUAL_PORT, 1, InetAddress.getLoopbackAddress())) {
      return usual.getLocalPort();
    } catch (IOException taken) {
      return FreePort.find();
    }
  }
}
