package hms.cli;

import com.fasterxml.jackson.databind.JsonNode;
import hms.gateway.Node;
import hms.gateway.config.ConfigSources;
import hms.gateway.config.OfficeConfig;
import hms.gateway.local.ClassArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Runs a node in the foreground until SIGTERM or Ctrl-C; then it drains. With a verb, asks a
 * running office about its nodes.
 */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    subcommands = PluginsCommand.class,
    description = "Run a node of HMS in the foreground, or ask about those that run.")
final class NodeCommand implements Callable<Integer> {
  private static final int WAITED_TOO_LONG = 8;
  private static final int START_ANEW = 87;

  @Spec private CommandSpec spec = CommandSpec.create();

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
    node.useless().onSuccess(gone -> Thread.ofPlatform().start(() -> System.exit(START_ANEW)));
    if (withParent) Thread.ofPlatform().daemon().name("hms-parent").start(NodeCommand::follow);
    new CountDownLatch(1).await();
    return 0;
  }

  private Optional<Path> file() {
    if (config != null) return Optional.of(config);
    Path usual = Path.of(System.getProperty("hms.home", "."), "conf", "hms.yaml");
    return Files.exists(usual) ? Optional.of(usual) : Optional.empty();
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List the nodes that compute.")
  int list(@Mixin Connection connection) {
    new KnownNodes(connection.client()).all().forEach(node -> out(KnownNodes.line(node)));
    return 0;
  }

  @Command(name = "get", mixinStandardHelpOptions = true, description = "Print one node as JSON.")
  int get(@Mixin Connection connection, @Parameters(paramLabel = "NAME|ID") String name) {
    out(named(new KnownNodes(connection.client()), name).toPrettyString());
    return 0;
  }

  @Command(
      name = "drain",
      mixinStandardHelpOptions = true,
      description = "Let a node hand over what it computes; then it can be stopped.")
  int drain(
      @Mixin Connection connection,
      @Parameters(paramLabel = "NAME|ID") String name,
      @Option(
              names = "--wait",
              paramLabel = "SECONDS",
              description = "Return once it has, or after so long with 8.")
          @Nullable Long seconds) {
    var nodes = new KnownNodes(connection.client());
    var node = nodes.drained(named(nodes, name));
    if (seconds != null) node = nodes.untilDrained(node, Duration.ofSeconds(seconds));
    out(told(node));
    boolean drained = node.path("state").asText().equals("DRAINED");
    return seconds == null || drained ? 0 : WAITED_TOO_LONG;
  }

  @Command(
      name = "undrain",
      mixinStandardHelpOptions = true,
      description = "Let a node take work again, whether or not it has handed over what it had.")
  int undrain(@Mixin Connection connection, @Parameters(paramLabel = "NAME|ID") String name) {
    var nodes = new KnownNodes(connection.client());
    out(told(nodes.undrained(named(nodes, name))));
    return 0;
  }

  private static String told(JsonNode node) {
    return "node/%s %s".formatted(node.path("name").asText(), node.path("state").asText());
  }

  private JsonNode named(KnownNodes nodes, String name) {
    try {
      return nodes.named(name);
    } catch (IllegalArgumentException several) {
      throw new ParameterException(spec.commandLine(), String.valueOf(several.getMessage()));
    }
  }

  private void out(String line) {
    spec.commandLine().getOut().println(line);
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
