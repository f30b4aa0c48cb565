package hms.cli;

import hms.gateway.Node;
import hms.gateway.config.ConfigSources;
import hms.gateway.config.OfficeConfig;
import hms.gateway.local.ClassArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a node in the foreground until SIGTERM or Ctrl-C; then it drains. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    description = "Run a node of HMS in the foreground.")
final class NodeCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration, instead of conf/hms.yaml.")
  private @Nullable Path config;

  @Option(
      names = "--roles",
      description = "gateway, compute or both; the same as --set node.roles.")
  private @Nullable String roles;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set one key, such as http.port=9090.")
  private Map<String, String> set = new HashMap<>();

  @Option(names = "--with-parent", hidden = true)
  private boolean withParent;

  @Override
  public Integer call() throws InterruptedException {
    var flags = new HashMap<>(set);
    if (roles != null) flags.put("node.roles", roles);
    var settings = OfficeConfig.load(new ConfigSources(flags, System.getenv(), file()));
    LogLevel.set(settings.log().level());
    var node = Node.start(settings);
    ClassArchive.startedWell();
    Shutdown.onExit(node::stop, settings.node().drainTimeout());
    if (withParent) Thread.ofPlatform().daemon().name("hms-parent").start(NodeCommand::follow);
    new CountDownLatch(1).await();
    return 0;
  }

  private Optional<Path> file() {
    if (config != null) return Optional.of(config);
    Path usual = Path.of(System.getProperty("hms.home", "."), "conf", "hms.yaml");
    return Files.exists(usual) ? Optional.of(usual) : Optional.empty();
  }

  /** Ends with the process that started us: its end of the pipe breaks, however it ended. */
  private static void follow() {
    try (InputStream parent = System.in) {
      parent.skipNBytes(Long.MAX_VALUE);
    } catch (IOException ended) {
      System.exit(0);
    }
  }
}
