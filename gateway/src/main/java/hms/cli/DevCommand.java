package hms.cli;

import hms.domain.Role;
import hms.gateway.local.LocalCluster;
import hms.gateway.local.LocalServers;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole system in one process, with its state in a directory. */
@Command(
    name = "dev",
    mixinStandardHelpOptions = true,
    description = "Run everything on this machine; state is kept in a directory.")
final class DevCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the state is kept (default: var/dev of the installation).")
  private Path data = Path.of(System.getProperty("hms.home", "."), "var", "dev");

  @Option(names = "--port", description = "HTTP port (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Override
  public Integer call() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    var out = spec.commandLine().getOut();
    var vertx = Vertx.vertx();
    Path dir = data.toAbsolutePath();
    var servers = LocalServers.start(vertx, dir);
    var cluster = new LocalCluster(dir, servers, port, 0);
    cluster.startHere();
    Shutdown.onExit(() -> {
      cluster.close();
      servers.close();
    });
    Path token = token(dir, servers);
    out.printf(
        "office   %s   ready in %.1f s%nstate    %s%ntoken    %s  (every role)%n",
        cluster.url(), (System.nanoTime() - begun) / 1e9, dir, token);
    out.println("stop     Ctrl-C");
    new CountDownLatch(1).await();
    return 0;
  }

  /** One token with every role, made on first use. */
  private static Path token(Path dir, LocalServers servers) throws IOException {
    Path file = dir.resolve("secrets/token");
    if (Files.exists(file)) return file;
    String token =
        servers
            .access()
            .userToken("dev@hms.localhost", "Developer", List.of(Role.values()))
            .await();
    Files.createDirectories(file.getParent());
    var mode = PosixFilePermissions.fromString("rw-------");
    Files.createFile(file, PosixFilePermissions.asFileAttribute(mode));
    return Files.writeString(file, token);
  }
}
