package hms.cluster;

import com.hazelcast.config.Config;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.core.spi.cluster.NodeListener;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Vert.x instance that is a member of the cluster, with its bus.
 *
 * <p>Hazelcast is used for membership and for the addresses of the bus, for nothing else. Members
 * are found by the configured list only: no multicast, no guessing, no call home. A killed member
 * is noticed in about 0.5 s (its connections break), a hanging one in 5 s.
 */
public final class ClusterVertx {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterVertx.class);

  private final Vertx vertx;
  private final String nodeId;
  private final Bus bus;
  private final List<Consumer<String>> leavers = new CopyOnWriteArrayList<>();

  private ClusterVertx(Vertx vertx, HazelcastClusterManager manager) {
    this.vertx = vertx;
    this.nodeId = manager.getNodeId();
    this.bus = new Bus(vertx);
    manager.nodeListener(new Departures());
  }

  /** Joins the cluster, or founds it if none of the members answers. Errors: a port in use. */
  public static Future<ClusterVertx> start(ClusterConfig config) {
    return start(config, Vertx.builder().with(options(config)));
  }

  /** The same; its bus and its pools are measured, and what it does for whom is traced. */
  public static Future<ClusterVertx> start(
      ClusterConfig config,
      VertxMetricsFactory factory,
      MetricsOptions metrics,
      Optional<VertxTracerFactory> tracer) {
    var options = options(config).setMetricsOptions(metrics);
    var builder = Vertx.builder().with(options).withMetrics(factory);
    return start(config, tracer.map(builder::withTracer).orElse(builder));
  }

  private static Future<ClusterVertx> start(ClusterConfig config, VertxBuilder builder) {
    var manager = new HazelcastClusterManager(hazelcast(config));
    return builder
        .withClusterManager(manager)
        .buildClustered()
        .map(vertx -> new ClusterVertx(vertx, manager))
        .onSuccess(cluster -> LOG.atInfo().addKeyValue("node", cluster.nodeId).log("node joined"));
  }

  public Vertx vertx() {
    return vertx;
  }

  public Bus bus() {
    return bus;
  }

  /** The id of this node: new at each start, so no message reaches a later incarnation. */
  public String nodeId() {
    return nodeId;
  }

  /** Calls {@code listener} with the id of every node that leaves or dies, on a foreign thread. */
  public void onNodeLeft(Consumer<String> listener) {
    var unused = leavers.add(listener);
  }

  /** Leaves the cluster and ends every verticle. */
  public Future<Void> close() {
    return vertx.close();
  }

  private static VertxOptions options(ClusterConfig config) {
    var bus = new EventBusOptions().setHost(config.host()).setPort(config.busPort());
    boolean forwarded = config.publicBusPort() > 0;
    return new VertxOptions()
        .setEventBusOptions(forwarded ? bus.setClusterPublicPort(config.publicBusPort()) : bus);
  }

  /** Starts from Vert.x's own file: it configures the maps that the cluster manager demands. */
  private static Config hazelcast(ClusterConfig config) {
    Config hazelcast = ConfigUtil.loadConfig().setClusterName(config.name());
    hazelcast
        .setProperty("hazelcast.logging.type", "slf4j")
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.shutdownhook.enabled", "false")
        .setProperty("hazelcast.wait.seconds.before.join", "0")
        .setProperty("hazelcast.socket.bind.any", "false")
        .setProperty("hazelcast.heartbeat.interval.seconds", "1")
        .setProperty("hazelcast.max.no.heartbeat.seconds", "5")
        .setProperty("hazelcast.merge.first.run.delay.seconds", "5")
        .setProperty("hazelcast.merge.next.run.delay.seconds", "5");
    hazelcast.getMetricsConfig().setEnabled(false);
    hazelcast.getJetConfig().setEnabled(false);
    network(hazelcast, config);
    return hazelcast;
  }

  private static void network(Config hazelcast, ClusterConfig config) {
    boolean forwarded = config.publicClusterPort() > 0;
    int reachedBy = forwarded ? config.publicClusterPort() : config.clusterPort();
    var network =
        hazelcast
            .getNetworkConfig()
            .setPort(config.clusterPort())
            .setPortAutoIncrement(false)
            .setPublicAddress(config.host() + ":" + reachedBy);
    network.getInterfaces().setEnabled(true).addInterface(config.host());
    var join = network.getJoin();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    join.getTcpIpConfig()
        .setEnabled(true)
        .setConnectionTimeoutSeconds(2)
        .setMembers(config.members());
  }

  private final class Departures implements NodeListener {
    @Override
    public void nodeAdded(String node) {
      LOG.atInfo().addKeyValue("node", node).log("node seen");
    }

    @Override
    public void nodeLeft(String node) {
      LOG.atInfo().addKeyValue("node", node).log("node left");
      leavers.forEach(listener -> listener.accept(node));
    }
  }
}
