package hms.demo;

import static org.assertj.core.api.Assertions.assertThat;

import hms.cli.Hms;
import hms.gateway.local.LocalCluster;
import hms.gateway.local.LocalServers;
import hms.storage.embedded.FreePort;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole story on real processes, while somebody cuts connections and restarts the broker. */
class StoryIT {
  private static final Path CONTENT = Path.of("..", "conf", "demo");
  private static final Set<String> CUT =
      Set.of("sign-ups", "offers", "reviews", "orders", "fulfilment", "job");
  private static final Set<String> BROKER = Set.of("offers", "fulfilment");

  @TempDir private Path dir;

  private final ScheduledExecutorService saboteur = Executors.newScheduledThreadPool(1);
  private final Map<String, Integer> cuts = new ConcurrentHashMap<>();
  private Vertx vertx;
  private LocalServers servers;
  private LocalCluster cluster;

  @BeforeEach
  void start() throws IOException {
    vertx = Vertx.vertx();
    servers = LocalServers.start(vertx, dir);
    cluster = new LocalCluster(dir, servers, FreePort.find(), 2);
  }

  @AfterEach
  void stop() throws Exception {
    saboteur.shutdownNow();
    cluster.close();
    servers.close();
    vertx.close().await();
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void every_check_holds_while_connections_are_cut_the_broker_restarts_and_a_node_dies()
      throws Exception {
    var told = new StringWriter();
    var stage =
        new Stage(
            servers, cluster, arguments -> Hms.run(arguments, System.in, System.out, System.err));
    var story = new Story(stage, CONTENT, dir, new PrintWriter(told, true), this::sabotage);

    Throwable failure = failureOf(story);

    assertThat(failure).as(told.toString()).isNull();
    assertThat(told.toString()).contains("story complete: 9 steps").contains("killed with SIGKILL");
    assertThat(cuts.keySet()).isEqualTo(CUT);
    assertThat(cuts.values()).allMatch(count -> count > 0);
  }

  private static Throwable failureOf(Story story) {
    try {
      assertThat(story.play()).containsKey("storefront");
      return null;
    } catch (Exception | AssertionError failure) {
      return failure;
    }
  }

  /** Strikes in the middle of the chapter, more than once. */
  private void sabotage(String chapter) {
    for (int blow = 1; blow <= 3 && CUT.contains(chapter); blow++) {
      saboteur.schedule(() -> cut(chapter), 150L * blow, TimeUnit.MILLISECONDS);
    }
    if (BROKER.contains(chapter)) {
      saboteur.schedule(servers::restartBroker, 250, TimeUnit.MILLISECONDS);
    }
  }

  private void cut(String chapter) {
    int many = servers.cutDatabaseConnections();
    cuts.merge(chapter, many, Integer::sum);
  }
}
